import { AppError } from '../../../src/shared/errors.ts';
import type { ChartDrawer } from './chartDrawer.ts';

// Only while a script runs is it known where it came from.
const own =
  document.currentScript instanceof HTMLScriptElement ? document.currentScript : undefined;
let loading: Promise<ChartDrawer> | undefined;

/** The script that draws charts, from beside our own; loaded once, when it is first needed. */
export function loadDrawer(): Promise<ChartDrawer> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

function load(): Promise<ChartDrawer> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    const fail = (): void => {
      script.remove();
      reject(new AppError('internal', 'The part that draws charts could not be loaded.'));
    };
    script.src = (own?.src ?? 'workbench.js').replace(/[^/]*\.js(?=$|\?)/, 'charts.js');
    if (own?.nonce !== undefined) script.nonce = own.nonce;
    script.onload = () => {
      if (globalThis.sluiceDrawChart) resolve(globalThis.sluiceDrawChart);
      else fail();
    };
    script.onerror = fail;
    document.head.append(script);
  });
}
