import type { OperationInfo } from '../../../src/shared/contracts/workbench.ts';
import type { RecipeState, StepState } from '../../../src/shared/contracts/workbenchState.ts';
import type { Schema } from '../../../src/shared/columnType.ts';
import type { Json } from '../../../src/shared/json.ts';

const plain = {
  enabled: true,
  note: '',
  fit: 'none',
  learnedOn: undefined,
  problem: undefined,
  columnsAdded: 0,
  columnsRemoved: 0,
  rowsChanged: undefined,
} as const;

const steps: readonly StepState[] = [
  {
    ...plain,
    id: 'a1',
    op: 'filter-rows',
    title: 'Filter rows',
    detail: 'distance > 0 and date is not null',
    rowsChanged: -3102,
  },
  {
    ...plain,
    id: 'b2',
    op: 'split-dataset',
    title: 'Split dataset',
    detail: '80 / 20 by day, seed 7',
    columnsAdded: 1,
  },
  {
    ...plain,
    id: 'c3',
    op: 'fill-missing',
    title: 'Fill missing values',
    detail: 'tail_number ← mode “N510MQ”',
    fit: 'fitted',
    learnedOn: 'train',
  },
  { ...plain, id: 'd4', op: 'formula', title: 'Formula', detail: 'air_time to 1', enabled: false },
  {
    ...plain,
    id: 'e5',
    op: 'formula',
    title: 'Formula',
    detail: 'late, hour',
    columnsAdded: 2,
    note: 'What is known before departure.',
  },
  {
    ...plain,
    id: 'f6',
    op: 'one-hot-encode',
    title: 'One-hot encode',
    detail: 'carrier → 14 columns · unseen: other',
    fit: 'stale',
    learnedOn: 'train',
  },
  {
    ...plain,
    id: 'g7',
    op: 'select-columns',
    title: 'Select columns',
    detail: 'delay, tail_number, gate',
    problem: {
      step: 'g7',
      path: '/steps/6/params/columns/2',
      code: 'bad-recipe',
      message: 'There is no column “gate”.',
      hint: 'Choose one of the columns of the step before.',
    },
  },
];

/** A recipe with a step of each sort. */
export function fakeRecipe(kind: 'data' | 'recipe', columns: Schema): RecipeState {
  const shown = kind === 'data' ? [] : steps;
  return {
    recipe: {
      sluice: 1,
      name: 'late arrivals',
      parameters: [{ name: 'since', type: 'date', default: '2001-01-01' }],
      sources: { main: { uri: 's3://lake/flights/', format: 'parquet', options: {} } },
      steps: shown.map(({ id, op, enabled, note }) => ({
        id,
        op,
        version: 1,
        params: {},
        enabled,
        note,
      })),
      fitted: {},
      checks: [
        { severity: 'error', rule: 'not-null', column: 'delay' },
        { severity: 'warn', rule: 'row-count', min: 1_000_000 },
      ],
      outputs: [
        { name: 'train', part: 'train', format: 'csv', uri: 's3://lake/late/', options: {} },
      ],
    },
    selected: kind === 'data' ? null : 'e5',
    steps: shown,
    problems: [],
    checks: ['delay is never null', 'the number of rows is at least 1000000'],
    columns,
    parts: ['train', 'validation'],
  };
}

const column: Json = { type: 'string', ui: 'column' };
const columns: Json = { type: 'array', items: column, ui: 'columns', minItems: 1 };

/** A few operations, for menus and forms. */
export const fakeCatalogue: readonly OperationInfo[] = [
  operation('fill-missing', 'Fill missing values', 'missing', 'Puts a value where there is none.', {
    columns,
    with: { type: 'string', enum: ['constant', 'mean', 'median', 'mode'] },
  }),
  operation('rename-column', 'Rename column', 'columns', 'Gives a column another name.', {
    from: column,
    to: { type: 'string', ui: 'new-column' },
  }),
  operation('select-columns', 'Select columns', 'columns', 'Keeps the named columns.', { columns }),
  operation('filter-rows', 'Filter rows', 'rows', 'Keeps the rows that match.', {
    where: { ui: 'condition' },
  }),
];

function operation(
  id: string,
  title: string,
  category: string,
  summary: string,
  properties: Readonly<Record<string, Json>>,
): OperationInfo {
  const params = { type: 'object', properties, required: Object.keys(properties) };
  return { id, version: 1, title, category, summary, synonyms: [], params, examples: [] };
}

/** The form of two rules. */
export const fakeCheckForm: Json = {
  oneOf: [
    {
      ...{ type: 'object', title: 'Never null', required: ['rule', 'column', 'severity'] },
      properties: {
        rule: { const: 'not-null' },
        column: { type: 'string', minLength: 1, ui: 'column' },
        severity: { enum: ['error', 'warn'], title: 'If it does not hold' },
      },
    },
    {
      ...{ type: 'object', title: 'Row count', required: ['rule', 'severity'] },
      properties: {
        rule: { const: 'row-count' },
        min: { type: 'integer', minimum: 0, title: 'At least' },
        severity: { enum: ['error', 'warn'], title: 'If it does not hold' },
      },
    },
  ],
};
