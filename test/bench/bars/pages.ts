import type { Page } from '../../../src/shared/contracts/engine.ts';
import type { View } from '../../../src/shared/contracts/workbench.ts';
import { noView, TestDocument } from '../../session/openSession.ts';
import { againstLimit } from '../bar.ts';
import type { Bar, BarRow } from '../bar.ts';
import { quantile } from '../measure.ts';

const JUMPS = 200;
const ROWS = 200;
/** What a window of usual width shows. */
const SHOWN = [
  'id',
  'user_id',
  'age',
  'amount',
  'balance',
  'score',
  'price',
  'country',
  'city',
  'email',
  'token',
  'seen_at',
];

const views: Readonly<Record<string, View>> = {
  unsorted: noView,
  sorted: { ...noView, sort: [{ column: 'amount', descending: true }] },
  filtered: { ...noView, filters: [{ column: 'country', is: 'equals', value: 'DE' }] },
  'sorted and filtered': {
    ...noView,
    filters: [{ column: 'age', is: 'greater', value: 40 }],
    sort: [{ column: 'token', descending: false }],
  },
};

/** Pages anywhere in the table: from the host's request until the bytes are in the host. */
export const pagesBar: Bar = {
  id: 'pages',
  title: `${String(JUMPS)} random pages of ${String(ROWS)} rows × ${String(SHOWN.length)} columns, 10 million rows`,
  run: async ({ engine, tenMillion, scratch, say }) => {
    const document = new TestDocument(
      engine,
      { kind: 'data', uri: tenMillion, title: 'ten million' },
      scratch,
    );
    const found: BarRow[] = [];
    try {
      await document.open();
      for (const [name, view] of Object.entries(views)) {
        const key = document.state.table?.key ?? '';
        const table = { key, view };
        const started = performance.now();
        const page = (offset: number): Promise<Page> =>
          document.call('page', { table, offset, limit: ROWS, columns: SHOWN, maxText: 256 });
        await page(0);
        const first = (performance.now() - started) / 1000;
        const { rows } = await document.call('count', { table });
        // The first page has begun to prepare the order; a page far down waits until it is there.
        const last = await page(Math.max(0, rows - ROWS));
        if (last.slow === true) throw new Error(`The order of “${name}” was not prepared.`);
        const prepared = (performance.now() - started) / 1000;
        const times: number[] = [];
        let seed = 7;
        for (let jump = 0; jump < JUMPS; jump += 1) {
          // A linear congruential generator (Numerical Recipes): the same places in every run.
          seed = (seed * 1664525 + 1013904223) % 2 ** 32;
          const from = performance.now();
          await page(Math.floor((seed / 2 ** 32) * Math.max(1, rows - ROWS)));
          times.push((performance.now() - from) / 1000);
        }
        const [p50, p95] = [quantile(times, 0.5), quantile(times, 0.95)];
        const ms = (value: number): string => `${(value * 1000).toFixed(0)} ms`;
        const note = `median ${ms(p50)}, first page ${ms(first)}${name === 'unsorted' ? '' : `, order there, and a page far down, ${prepared.toFixed(1)} s after the first look`}`;
        say(`  ${name}: p95 ${ms(p95)}, ${note}`);
        found.push(againstLimit(`${name}, p95`, p95, 0.05, note));
      }
      return found;
    } finally {
      document.session.dispose();
    }
  },
};
