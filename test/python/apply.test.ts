import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { root, useBuild } from '../cli/build.ts';
import { machineNode } from '../machineNode.ts';
import { named, printed, python, useNotebook } from './kernel.ts';
import type { Answer } from './kernel.ts';
import { cities, frames, recipe } from './recipes.ts';

useBuild();
const notebook = useNotebook();

const inline = JSON.stringify({
  steps: [{ id: 'f', op: 'formula', params: { column: 'next', expression: 'id + 1' } }],
});

/** Steps that learn, of a recipe that has no values yet. */
const fitted = {
  steps: [
    { id: 'fill', op: 'fill-missing', params: { columns: ['amount'], with: 'median' } },
    { id: 'codes', op: 'one-hot-encode', params: { columns: ['city'], nulls: 'column' } },
    { id: 'keep', op: 'filter-rows', params: { where: { column: 'id', is: 'is-not-null' } } },
  ],
};
const grouped = {
  steps: [
    {
      id: 'g',
      op: 'group-aggregate',
      params: {
        by: ['city'],
        aggregates: [
          { column: 'age', function: 'sum', as: 'n' },
          { column: 'amount', function: 'min', as: 'least' },
          { column: 'at', function: 'count_distinct', as: 'days' },
        ],
      },
    },
  ],
};

/** Prints a frame in Arrow's own words, so that frames of three libraries can be compared. */
const tell = `
import decimal
def tell(value):
    kind = f"{type(value).__module__.partition('.')[0]}.{type(value).__name__}"
    if kind == "polars.LazyFrame": value = value.collect()
    table = value if isinstance(value, pa.Table) else value.to_arrow() if kind.startswith("polars") else pa.Table.from_pandas(value, preserve_index=False)
    types = [str(t).replace("large_", "").replace("string_view", "string") for t in table.schema.types]
    rows = [[v if isinstance(v, (float, type(None))) else str(v) for v in row.values()] for row in table.to_pylist()]
    print(json.dumps({"kind": kind, "names": table.column_names, "types": types, "rows": rows}))
`;

const cells = {
  load: '%load_ext sluice\nimport sluice',
  frames: frames + tell,
  arrowDtypes: '%%sluice one --from df\nrecipe.sluice.json',
  tellArrowDtypes: 'tell(one)\n',
  arrowDtypesKept: 'print(json.dumps(all(isinstance(t, pd.ArrowDtype) for t in one.dtypes)))',
  numpy: '%%sluice two --from numpy\nrecipe.sluice.json',
  tellNumpy: 'tell(two)',
  numpyDtypes: 'print(json.dumps({n: str(t) for n, t in two.dtypes.items()}))',
  polars: '%%sluice three --from frame\nrecipe.sluice.json',
  tellPolars: 'tell(three)',
  lazy: 'four = sluice.apply("recipe.sluice.json", frame.lazy())\ntell(four)',
  table: 'five = sluice.apply("recipe.sluice.json", rows)\ntell(five)',
  own: '%%sluice six --as polars\nrecipe.sluice.json',
  tellOwn: 'tell(six)',
  parameter: '%%sluice seven --from df --set least=10\nrecipe.sluice.json',
  parameterRows: 'print(json.dumps([len(seven), len(one)]))',
  inline: `%%sluice eight --from df\n${inline}`,
  inlineDigits:
    'print(json.dumps([str(v) for v in eight["next"][:2]] + [str(eight["next"].dtype)]))',
  refitted: `%%sluice nine --from frame --refit\n${JSON.stringify(fitted)}`,
  tellRefitted: 'tell(nine)',
  refittedPandas: 'ten = sluice.apply("bare.sluice.json", df, refit=True)\ntell(ten)',
  grouped: `%%sluice eleven --from numpy\n${JSON.stringify(grouped)}`,
  tellGrouped:
    'print(json.dumps([[str(v) for v in row] for row in eleven.sort_values("least").astype(object).values.tolist()]))',
  ownGrouped:
    'print(json.dumps([[str(v) for v in row] for row in numpy.groupby("city", dropna=False).agg(n=("age", "sum"), least=("amount", "min"), days=("at", "nunique")).reset_index().sort_values("least").astype(object).values.tolist()]))',
  unchanged: 'print(json.dumps([list(df.columns), df.shape, list(frame.columns), frame.height]))',
  options: 'print(json.dumps(bool(getattr(pd.options.future, "distinguish_nan_and_na", False))))',
};

let cell: Readonly<Record<keyof typeof cells, Answer>>;
/** What the command itself wrote of each part. */
const reference: Record<string, z.infer<typeof told>> = {};

const told = z.object({
  kind: z.string(),
  names: z.array(z.string()),
  types: z.array(z.string()),
  rows: z.array(z.array(z.unknown())),
});

beforeAll(async () => {
  const book = notebook();
  const path = join(book.folder, 'recipe.sluice.json');
  writeFileSync(path, JSON.stringify(recipe));
  writeFileSync(join(book.folder, 'cities.csv'), cities);
  writeFileSync(
    join(book.folder, 'bare.sluice.json'),
    JSON.stringify({ ...recipe, ...fitted, outputs: [] }),
  );
  // The values are learned by the command, as a user would; its own run is the reference.
  const made = await book.run(python, ['-c', frames]);
  expect(made).toMatchObject({ code: 0, stderr: '' });
  const cli = [join(root, 'dist', 'cli.js'), 'run', path, '--local', '--refit', '--out', 'run'];
  const run = await book.run(machineNode().path, [...cli, '--python', python]);
  expect(`${String(run.code)} ${run.stderr}`).toMatch(/^0 /);
  for (const part of ['train', 'test']) {
    const files = `glob.glob("run/output/${part}/part-*.parquet")`;
    const script = `${frames}${tell}import glob\ntell(pq.read_table(${files}))`;
    const read = await book.run(python, ['-c', script]);
    reference[part] = told.parse(JSON.parse(read.stdout));
  }
  cell = await named(book, cells);
});

/** The rows of a part, without the column that names it. */
function partOf(found: z.infer<typeof told>, part: string): z.infer<typeof told> {
  const at = found.names.indexOf('part');
  const without = <T>(list: readonly T[]): T[] => list.filter((_, i) => i !== at);
  return {
    kind: found.kind,
    names: without(found.names),
    types: without(found.types),
    rows: found.rows.filter((row) => row[at] === part).map(without),
  };
}

const byId = (rows: readonly unknown[][]): unknown[][] =>
  [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

describe('a recipe of every operation but group-aggregate, applied to', () => {
  it('its own source by the command: the reference is worth comparing with', () => {
    const { train, test } = reference;
    expect(train?.names).toHaveLength(13);
    expect((train?.rows.length ?? 0) + (test?.rows.length ?? 0)).toBe(29);
    expect(test?.rows.length).toBeGreaterThan(3);
    expect(train?.types.slice(0, 4)).toEqual(['int64', 'int64', 'double', 'decimal128(20, 2)']);
    // Beyond 2^53 each digit counts; read as a double, it would be even.
    expect(train?.types[0]).toBe('int64');
  });

  it.each([
    ['a pandas frame of Arrow dtypes', 'tellArrowDtypes', 'pandas.DataFrame'],
    ['a pandas frame of numpy dtypes', 'tellNumpy', 'pandas.DataFrame'],
    ['a polars frame', 'tellPolars', 'polars.DataFrame'],
    ['a polars lazy frame', 'lazy', 'polars.LazyFrame'],
    ['a pyarrow table', 'table', 'pyarrow.Table'],
  ] as const)('%s gives the same table, of the same kind', (_what, name, kind) => {
    const found = told.parse(printed(cell[name]));
    expect(found.kind).toBe(kind);
    // A split without a key goes by the file's name and the row's place, and a frame has no file.
    const both = ['train', 'test'].flatMap((part) => partOf(found, part).rows);
    expect(both).toHaveLength(29);
    expect(byId(both)).toEqual(
      byId([...(reference['train']?.rows ?? []), ...(reference['test']?.rows ?? [])]),
    );
    expect(partOf(found, 'train')).toMatchObject({
      names: reference['train']?.names,
      types: reference['train']?.types,
    });
    const ids = found.rows.map((row) => row[0]).filter((id) => id !== null);
    expect(ids).toEqual(ids.toSorted((a, b) => Number(b) - Number(a)));
  });

  it.each(['train', 'test'])('its own source gives the same part %s', (part) => {
    const found = told.parse(printed(cell.tellOwn));
    expect(found.kind).toBe('polars.DataFrame');
    expect(partOf(found, part)).toEqual({ ...reference[part], kind: 'polars.DataFrame' });
  });

  it('a frame says in one line what came of it, and leaves the frame alone', () => {
    expect(cell.numpy.stdout).toBe('two: pandas.DataFrame, 29 rows (from 40) × 14 columns\n');
    expect(cell.polars.stdout).toBe('three: polars.DataFrame, 29 rows (from 40) × 14 columns\n');
    expect(cell.own.stdout).toBe('six: polars.DataFrame, 29 rows × 14 columns\n');
    const names = ['extra', 'id', 'at', 'amount', 'price', 'city', 'age'];
    expect(printed(cell.unchanged)).toEqual([names, [40, 7], names, 40]);
    expect(printed(cell.options)).toBe(false);
  });

  it('a pandas frame keeps to its dtypes where they hold the values', () => {
    expect(printed(cell.arrowDtypesKept)).toBe(true);
    expect(printed(cell.numpyDtypes)).toMatchObject({
      id: 'int64[pyarrow]',
      ratio: 'float64',
      price: 'decimal128(20, 2)[pyarrow]',
      at: 'datetime64[us]',
      at_year: 'int32',
      years: 'str',
      city_Rome: 'int8',
    });
  });

  it('values that steps learn may be learned from the frame', () => {
    expect(cell.refitted).toMatchObject({ status: 'ok', stderr: '' });
    const found = told.parse(printed(cell.tellRefitted));
    expect(found.names.slice(-5)).toEqual([
      ...['city_Bern', 'city_Nowhere', 'city_Oslo', 'city_Rome', 'city_null'],
    ]);
    expect(found.rows).toHaveLength(39);
    // The median of i - 5.5 for i below 40 without 3, 10, 17, 24, 31 and 38.
    const left = [...Array(40).keys()].filter((i) => i % 7 !== 3).map((i) => i - 5.5);
    const median = ((left[16] ?? 0) + (left[17] ?? 0)) / 2;
    expect(left).toHaveLength(34);
    expect(found.rows[3]?.[3]).toBe(median);
    // With a schema of its own, the recipe reads those columns only.
    expect(told.parse(printed(cell.refittedPandas))).toMatchObject({
      kind: 'pandas.DataFrame',
      rows: found.rows.map(([, ...row]) => row),
    });
  });

  it('groups are those of pandas', () => {
    expect(cell.grouped).toMatchObject({ status: 'ok', stderr: '' });
    const normal = (rows: unknown): string =>
      JSON.stringify(rows).replaceAll('"None"', '"nan"').replaceAll('<NA>', 'nan');
    expect(normal(printed(cell.tellGrouped))).toBe(normal(printed(cell.ownGrouped)));
  });

  it('nothing is left of what went through files', () => {
    expect(readdirSync(notebook().temporary)).toEqual([]);
  });

  it('a parameter may be set', () => {
    const [set, unset] = z.tuple([z.number(), z.number()]).parse(printed(cell.parameterRows));
    expect(unset).toBe(29);
    // Amounts of at least 10: i - 5.5 >= 10 for i from 16 on, but for every seventh.
    expect(set).toBe([...Array(40).keys()].filter((i) => i >= 16 && i % 7 !== 3).length);
  });

  it('JSON in the cell needs no source', () => {
    expect(printed(cell.inlineDigits)).toEqual([
      '9007199254740993',
      '9007199254740994',
      'int64[pyarrow]',
    ]);
  });
});
