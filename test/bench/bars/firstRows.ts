import { againstLimit } from '../bar.ts';
import type { Bar, BenchContext } from '../bar.ts';
import { median } from '../measure.ts';
import { openMain } from '../../engine/startEngine.ts';

const query = { sql: 'SELECT * FROM "main"' };

/** Seconds until the first 200 rows of a file are here, the engine running. */
async function firstRows(context: BenchContext, path: string): Promise<number> {
  const { engine } = context;
  const times: number[] = [];
  for (let run = 0; run < context.runs + 2; run += 1) {
    const document = `first-${String(run)}`;
    const started = performance.now();
    await openMain(engine, document, path);
    await engine.call('page', { document, query, offset: 0, limit: 200, maxText: 256 });
    times.push((performance.now() - started) / 1000);
    await engine.call('close', { document });
  }
  return median(times);
}

/** How soon a person sees something. */
export const firstRowsBar: Bar = {
  id: 'first-rows',
  title: 'First rows and first figures, engine running',
  run: async (context) => {
    const { engine } = context;
    await engine.call('hello', {});
    const rows = [
      againstLimit(
        'first 200 rows × 20 columns, 10 million rows',
        await firstRows(context, context.tenMillion),
        0.15,
      ),
      againstLimit(
        'the same, 100 million rows in ten files',
        await firstRows(context, context.hundredMillion),
        0.15,
      ),
    ];
    for (const [what, path] of [
      ['10 million rows', context.tenMillion],
      ['100 million rows in ten files', context.hundredMillion],
    ] as const) {
      const times: number[] = [];
      for (let run = 0; run < context.runs; run += 1) {
        const document = `estimate-${String(run)}`;
        await openMain(engine, document, path);
        const started = performance.now();
        await engine.call('profile', { document, query, stage: 'estimate' });
        times.push((performance.now() - started) / 1000);
        await engine.call('close', { document });
      }
      rows.push(againstLimit(`estimated profile of all columns, ${what}`, median(times), 1));
    }
    return rows;
  },
};
