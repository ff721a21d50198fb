import { describe, expect, it } from 'vitest';
import { appliedRecipe } from '../../../src/core/recipe/applied/appliedRecipe.ts';
import { readAs } from '../../../src/core/recipe/applied/readAs.ts';
import { schemaDrift } from '../../../src/core/recipe/applied/schemaDrift.ts';
import { declaredSchemas } from '../../../src/core/recipe/validate.ts';
import { columnUseWords } from '../../../src/shared/columnUseWords.ts';
import type { AppliedTo, SchemaDrift } from '../../../src/shared/appliedDrift.ts';
import type { Schema } from '../../../src/shared/columnType.ts';
import type { Json } from '../../../src/shared/json.ts';
import type { Recipe, Step } from '../../../src/shared/recipe.ts';

type Written = readonly (readonly [name: string, type: string])[];
const written = (columns: Written): { name: string; type: string }[] =>
  columns.map(([name, type]) => ({ name, type }));
const step = (id: string, op: string, params: Json): Step => ({
  ...{ id, op, version: 1, params, enabled: true, note: '' },
});

const recipe: Recipe = {
  sluice: 1,
  name: 'flights',
  parameters: [],
  sources: {
    main: {
      ...{ uri: 'january.parquet', format: 'parquet', options: {} },
      schema: written([
        ['flight_id', 'int64'],
        ['dep_delay', 'float64'],
        ['carrier', 'text'],
        ['tail number', 'text'],
        ['note', 'text'],
      ]),
    },
  },
  steps: [
    step('a1', 'formula', { column: 'late', expression: '"dep_delay" > 15' }),
    step('b2', 'fill-missing', { columns: ['dep_delay'], with: 'mean' }),
    step('c3', 'change-case', { columns: ['carrier'], to: 'upper' }),
    step('d4', 'filter-rows', { where: { column: 'late', is: 'equals', value: true } }),
  ],
  fitted: {
    b2: { values: { dep_delay: 7 }, on: 'all', snapshot: 'sha256:1', prefix: 'sha256:1' },
  },
  checks: [{ rule: 'unique', severity: 'error', columns: ['flight_id'] }],
  outputs: [{ name: 'train', format: 'parquet', uri: 'out/', options: { label: 'tail number' } }],
};

function drift(other: Written, rest: Partial<AppliedTo> = {}): SchemaDrift {
  return schemaDrift(recipe, declaredSchemas(recipe, {}).schemas, {
    ...{ source: 'main', mapping: {}, casts: [] },
    data: { uri: 'july.parquet', format: 'parquet', options: {}, schema: written(other) },
    ...rest,
  });
}
const missing = (found: SchemaDrift): unknown =>
  found.missing.map(({ name, uses, suggested }) => [name, uses.map(columnUseWords), suggested]);

/** As the recipe's source, but one after the other of them is not there or another. */
const same: Written = [
  ['flight_id', 'int64'],
  ['dep_delay', 'float64'],
  ['carrier', 'text'],
  ['tail number', 'text'],
  ['note', 'text'],
];

describe('schemaDrift', () => {
  it('finds nothing in data of the same columns, in whatever order', () => {
    const found = drift([...same].reverse());
    expect([found.missing, found.extra, found.retyped, found.problems]).toEqual([[], [], [], []]);
    expect(found.stale).toEqual(['b2']);
  });

  it('says who uses a column that is gone, through formulas, steps, checks and outputs', () => {
    const found = drift([]);
    expect(missing(found)).toEqual([
      ['flight_id', ['check 1 (unique)'], undefined],
      [
        'dep_delay',
        ['step 1 (Formula)', 'step 2 (Fill missing values)', 'step 4 (Filter rows)'],
        undefined,
      ],
      ['carrier', ['step 3 (Change case)'], undefined],
      ['tail number', ['output train'], undefined],
      ['note', [], undefined],
    ]);
    expect(found.problems.map(({ step: id, path }) => [id, path])).toEqual([
      ['a1', '/steps/0/params/expression'],
      ['b2', '/steps/1/params/columns/0'],
      ['c3', '/steps/2/params/columns/0'],
      ['d4', '/steps/3/params/where/column'],
    ]);
  });

  it('suggests each extra column once: the same name written otherwise, then near ones', () => {
    const found = drift([
      ['FlightID', 'int64'],
      ['dep_delay_minutes', 'int32'],
      ['DEP DELAY', 'int64'],
      ['carier', 'text'],
      ['tail-number', 'text'],
      ['notes', 'boolean'],
    ]);
    expect(
      found.missing.map(({ name, candidates, suggested }) => [name, suggested, candidates]),
    ).toEqual([
      ['flight_id', 'FlightID', ['FlightID']],
      ['dep_delay', 'DEP DELAY', ['DEP DELAY', 'dep_delay_minutes']],
      ['carrier', 'carier', ['carier']],
      ['tail number', 'tail-number', ['tail-number']],
      // A boolean is no text, however near its name is.
      ['note', undefined, []],
    ]);
    expect(found.extra.map(({ name }) => name)).toEqual([
      ...['FlightID', 'dep_delay_minutes', 'DEP DELAY', 'carier', 'tail-number', 'notes'],
    ]);
  });

  it('fits once what is missing is mapped', () => {
    const other: Written = [
      ['FlightID', 'int64'],
      ['delay', 'int64'],
      ['carrier', 'text'],
      ['tail', 'text'],
    ];
    const mapping = { flight_id: 'FlightID', dep_delay: 'delay', 'tail number': 'tail' };
    const found = drift(other, { mapping });
    expect(found.problems).toEqual([]);
    expect(missing(found)).toEqual([['note', [], undefined]]);
    expect(found.extra).toEqual([]);
    expect(found.retyped).toEqual([
      {
        ...{ name: 'dep_delay', column: 'delay', from: 'float64', to: 'int64' },
        ...{ uses: [], castable: true },
      },
    ]);
    expect(found.columns).toEqual(
      written([
        ['flight_id', 'int64'],
        ['dep_delay', 'int64'],
        ['carrier', 'text'],
        ['tail number', 'text'],
        ['late', 'boolean'],
      ]),
    );
  });

  it('says what another type breaks, and that a cast mends it', () => {
    const other = same.map(([name, type]): [string, string] => [
      name,
      name === 'dep_delay' ? 'text' : type,
    ]);
    const found = drift(other);
    expect(
      found.retyped.map(({ name, uses, castable }) => [name, uses.map(columnUseWords), castable]),
    ).toEqual([
      [
        'dep_delay',
        ['step 1 (Formula)', 'step 2 (Fill missing values)', 'step 4 (Filter rows)'],
        true,
      ],
    ]);
    expect(found.problems).not.toEqual([]);
    expect(drift(other, { casts: ['dep_delay'] }).problems).toEqual([]);
  });

  it.each([
    [{ flight: 'note' }, 'The recipe’s source has no column “flight”.'],
    [{ note: 'remark' }, 'The other data have no column “remark”.'],
    [{ note: 'carrier', carrier: 'carrier' }, '“carrier” is mapped to both “note” and “carrier”.'],
    [{ note: 'carrier' }, 'The other data have a column “note” already.'],
  ])('refuses the mapping %j', (mapping, message) => {
    expect(() => drift(same, { mapping })).toThrow(message);
  });

  it('lets two columns swap their names', () => {
    const found = drift(same, { mapping: { note: 'carrier', carrier: 'note' } });
    expect(found.problems).toEqual([]);
    expect(found.columns.map(({ name }) => name)).toEqual([
      ...['flight_id', 'dep_delay', 'note', 'tail number', 'carrier', 'late'],
    ]);
  });

  it('refuses to map columns of another source than main', () => {
    const joined = { ...recipe, sources: { ...recipe.sources, users: recipe.sources['main'] } };
    const schema = written([['Flight', 'int64']]);
    expect(() =>
      // SAFETY: `main` is there, just above.
      schemaDrift(joined as Recipe, declaredSchemas(joined as Recipe, {}).schemas, {
        ...{ source: 'users', mapping: { flight_id: 'Flight' }, casts: [] },
        data: { uri: 'users.parquet', format: 'parquet', options: {}, schema },
      }),
    ).toThrow('Columns of “users” cannot be mapped');
  });
});

describe('appliedRecipe', () => {
  it('renames and casts before all else', () => {
    const { schemas } = declaredSchemas(recipe, {});
    const data = { uri: 'july.csv', format: 'csv', options: {} } as const;
    const next = appliedRecipe(recipe, schemas['main'] ?? [], {
      ...{ source: 'main', data, mapping: { dep_delay: 'delay', note: 'note' } },
      casts: ['dep_delay', 'carrier', 'note'],
    });
    expect(next.sources['main']).toEqual(data);
    expect(next.steps.slice(0, 4).map(({ id, op, params }) => [id, op, params])).toEqual([
      ['e5', 'rename-columns', { names: [{ from: 'delay', to: 'dep_delay' }] }],
      ['f6', 'change-type', { columns: ['dep_delay'], to: 'float64', onError: 'null' }],
      ['g7', 'change-type', { columns: ['carrier', 'note'], to: 'text', onError: 'null' }],
      ['a1', 'formula', recipe.steps[0]?.params],
    ]);
  });
});

describe('readAs', () => {
  const own: Schema = [
    { name: 'zip', type: { kind: 'text' } },
    { name: 'price', type: { kind: 'float64' } },
    { name: 'at', type: { kind: 'timestamp' } },
    { name: 'n', type: { kind: 'int32' } },
    { name: 'flag', type: { kind: 'int64' } },
  ];
  const found: Schema = [
    { name: 'Zip', type: { kind: 'int64' } },
    { name: 'price', type: { kind: 'int64' } },
    { name: 'at', type: { kind: 'date' } },
    { name: 'n', type: { kind: 'int64' } },
    { name: 'flag', type: { kind: 'boolean' } },
    { name: 'more', type: { kind: 'int64' } },
  ];

  it('takes the recipe’s types for a CSV where every text that was found has a place in them', () => {
    expect(
      readAs({ format: 'csv', empty: [] }, own, found, { zip: 'Zip' }).map(({ name, type }) => [
        name,
        type.kind,
      ]),
    ).toEqual([
      ...[
        ['Zip', 'text'],
        ['price', 'float64'],
        ['at', 'timestamp'],
      ],
      // 2³¹ may be among them, and `true` is no number.
      ...[
        ['n', 'int64'],
        ['flag', 'boolean'],
        ['more', 'int64'],
      ],
    ]);
  });

  it('leaves all else as it is', () => {
    expect(readAs({ format: 'parquet', empty: [] }, own, found, { zip: 'Zip' })).toBe(found);
  });

  it('gives a column without any value the recipe’s type, in files without types', () => {
    const texts: Schema = ['at', 'N', 'more'].map((name) => ({ name, type: { kind: 'text' } }));
    const read = (format: 'csv' | 'json' | 'excel'): unknown =>
      readAs({ format, empty: ['N', 'more'] }, own, texts, { n: 'N' }).map(({ type }) => type.kind);
    expect(read('csv')).toEqual(['text', 'int32', 'text']);
    expect(read('json')).toEqual(['text', 'int32', 'text']);
    expect(read('excel')).toEqual(['text', 'text', 'text']);
  });
});
