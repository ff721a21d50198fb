import { megabytes } from '../bar.ts';
import type { Bar, BarRow } from '../bar.ts';
import { peakMemory } from '../peakMemory.ts';

const query = { sql: 'SELECT * FROM "main"' };
const LIMIT_MB = 512;
/** Node, DuckDB's code, and what lies outside its buffers: threads, strings of a result. */
const BESIDE_MB = 300;

/** The engine under a limit of memory, seen from outside, on data many times larger. */
export const memoryBar: Bar = {
  id: 'memory',
  title: `Memory of the engine under a limit of ${String(LIMIT_MB)} MB, seen from outside`,
  run: async ({ engine, tenMillion, hundredMillion, say }) => {
    await engine.call('configure', { memoryMb: LIMIT_MB });
    const rows: BarRow[] = [];
    const watch = async (
      what: string,
      path: string,
      work: () => Promise<unknown>,
    ): Promise<void> => {
      const peak = await peakMemory(engine, path, work);
      say(`  ${what}: ${megabytes(peak)}`);
      rows.push({
        what,
        ours: megabytes(peak),
        peer: `limit ${megabytes(LIMIT_MB)}`,
        ratio: peak / (LIMIT_MB + BESIDE_MB),
        bar: `≤ limit + ${String(BESIDE_MB)} MB`,
        met: peak <= LIMIT_MB + BESIDE_MB,
      });
    };
    try {
      await watch('full profile, 100 million rows', hundredMillion, () =>
        engine.call('profile', { document: 'memory', query }),
      );
      await watch('order by a column of text prepared, 10 million rows', tenMillion, () =>
        engine.call('prepare', {
          document: 'memory',
          query: { sql: 'SELECT * FROM "main" ORDER BY "token"' },
        }),
      );
      return rows;
    } finally {
      await engine.call('configure', { memoryMb: 4096 });
    }
  },
};
