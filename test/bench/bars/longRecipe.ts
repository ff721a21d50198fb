import type { Json } from '../../../src/shared/json.ts';

type Step = readonly [op: string, params: (round: string) => Json];

/** Twenty steps of many kinds, which find their columns again in each round. */
const round: readonly Step[] = [
  ['formula', (n) => ({ column: `gross_${n}`, expression: `amount * 1.19 + ${n}` })],
  ['filter-rows', (n) => ({ where: { column: 'amount', is: 'greater', value: -Number(n) } })],
  ['formula', (n) => ({ column: `log_${n}`, expression: `ln(abs(gross_${n}) + 1)` })],
  ['fill-missing', (n) => ({ columns: [`log_${n}`], with: 'constant', value: 0 })],
  ['extract-date-parts', (n) => ({ column: 'at', parts: ['year', 'hour'], prefix: `at_${n}` })],
  ['trim-text', () => ({ columns: ['city'], squeeze: true })],
  ['change-case', () => ({ columns: ['city'], to: 'title' })],
  ['replace-text', () => ({ columns: ['city'], find: 'St. ', replacement: 'Saint ' })],
  [
    'split-column',
    (n) => ({ column: 'email', delimiter: '@', into: [`user_${n}`, `host_${n}`], keep: true }),
  ],
  [
    'conditional-column',
    (n) => ({
      column: `size_${n}`,
      branches: [{ when: { column: 'amount', is: 'less', value: 10 }, value: 'small' }],
      otherwise: { value: 'large' },
    }),
  ],
  ['missing-indicator', (n) => ({ columns: ['score'], suffix: `_missing_${n}` })],
  [
    'rolling-statistic',
    (n) => ({
      column: 'amount',
      statistic: 'mean',
      rows: 5,
      as: `recent_${n}`,
      group: ['city'],
      order: [{ column: 'at' }],
    }),
  ],
  [
    'group-statistic',
    (n) => ({ column: 'score', statistic: 'mean', as: `usual_${n}`, group: ['city'] }),
  ],
  ['clip-values', () => ({ columns: ['score'], lower: 0, upper: 100 })],
  ['rank-values', (n) => ({ order: [{ column: 'amount' }], as: `rank_${n}` })],
  [
    'update-where',
    (n) => ({
      where: {
        all: [
          { column: `rank_${n}`, is: 'greater', value: 9 },
          { not: { column: 'city', is: 'is-null' } },
        ],
      },
      column: `size_${n}`,
      to: 'value',
      value: 'far',
    }),
  ],
  ['rename-column', (n) => ({ from: `host_${n}`, to: `domain ${n}` })],
  ['drop-columns', (n) => ({ columns: [`user_${n}`, `domain ${n}`] })],
  ['round-numbers', (n) => ({ columns: [`gross_${n}`, `log_${n}`], digits: 2 })],
  ['sort-rows', () => ({ by: [{ column: 'at', descending: true }] })],
];

/** The text of a recipe of many steps over one table. */
export function longRecipe(steps: number): string {
  const types = { amount: 'float64', at: 'timestamp', city: 'text', email: 'text', score: 'int64' };
  const recipe = {
    sluice: 1,
    name: 'long',
    parameters: [],
    sources: {
      main: {
        uri: 'data.parquet',
        format: 'parquet',
        options: {},
        schema: Object.entries(types).map(([name, type]) => ({ name, type })),
      },
    },
    steps: Array.from({ length: steps }, (_, at) => {
      const [op, params] = round[at % round.length] ?? ['', () => null];
      const n = String(Math.floor(at / round.length));
      return { id: `s${String(at)}`, op, version: 1, params: params(n), enabled: true, note: '' };
    }),
    fitted: {},
    checks: [],
    outputs: [],
  };
  return `${JSON.stringify(recipe, null, 2)}\n`;
}
