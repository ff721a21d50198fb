import Module from 'node:module';

/** Milliseconds of our own in an activation. */
export interface OwnActivation {
  /** Reading and evaluating the bundle. */
  bundle: number;
  /** The synchronous `activate`. */
  activate: number;
}

interface Loader {
  _extensions: Record<string, (module: NodeJS.Module, file: string) => void>;
}

/**
 * Times the bundle's evaluation and its `activate` while `run` activates the extension: the time
 * until `Extension.activate()` resolves also holds other extensions that start in between.
 */
export async function ownActivation(run: () => Promise<unknown>): Promise<OwnActivation> {
  const times: OwnActivation = { bundle: NaN, activate: NaN };
  // SAFETY: Node's loader of CommonJS modules has this table.
  const loader = Module as unknown as Loader;
  const load = loader._extensions['.js'];
  if (!load) throw new Error('Node has no loader of .js files');
  loader._extensions['.js'] = (module, file) => {
    if (!/[\\/]dist[\\/]extension\.js$/.test(file)) {
      load(module, file);
      return;
    }
    const started = performance.now();
    load(module, file);
    times.bundle = performance.now() - started;
    // SAFETY: what src/extension.ts exports.
    const own = module.exports as { activate: (context: unknown) => unknown };
    module.exports = {
      ...own,
      activate: (context: unknown) => {
        const called = performance.now();
        const app = own.activate(context);
        times.activate = performance.now() - called;
        return app;
      },
    };
  };
  try {
    await run();
  } finally {
    loader._extensions['.js'] = load;
  }
  return times;
}
