import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setup/paths.mjs';

/** The bundle of all that the extension loads when it is first needed. */
const bundle = './later.js';

/**
 * Takes what the editor's side imports dynamically out of its bundle, so that activation reads a
 * small file. One bundle for all of it: two would hold the same modules twice.
 * @type {import('esbuild').Plugin}
 */
export const loadLater = {
  name: 'load-later',
  setup(builder) {
    builder.onResolve({ filter: /^\./ }, ({ kind, importer }) => {
      if (kind !== 'dynamic-import') return undefined;
      // The AWS side is never in this process: its client forks it.
      const aws = path.relative(root, importer).startsWith(path.join('src', 'aws'));
      return { path: aws ? './aws.js' : bundle, external: true };
    });
  },
};

/**
 * Takes the AWS side out of the command line's bundle: it is read when a command first needs it.
 * @type {import('esbuild').Plugin}
 */
export const loadAwsLater = {
  name: 'load-aws-later',
  setup(builder) {
    builder.onResolve({ filter: /^\.\/handlers\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './awsHandlers.js', external: true } : undefined,
    );
  },
};

/**
 * The entry of that bundle: every module that is imported dynamically by the editor's side.
 * @returns {NonNullable<import('esbuild').BuildOptions['stdin']>}
 */
export function laterEntry() {
  const host = path.join(root, 'src', 'host');
  const modules = new Set();
  for (const file of readdirSync(host, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    const from = path.join(host, file);
    for (const [, target = ''] of readFileSync(from, 'utf8').matchAll(/\bimport\('(\.[^']+)'\)/g))
      modules.add(path.relative(root, path.resolve(path.dirname(from), target)));
  }
  const lines = [...modules].sort().map((file) => `export * from './${file}';`);
  return { contents: lines.join('\n'), resolveDir: root, sourcefile: 'later.ts', loader: 'ts' };
}
