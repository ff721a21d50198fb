import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBuild } from '../cli/build.ts';
import { named, useNotebook } from './kernel.ts';
import type { Answer } from './kernel.ts';
import { cities, frames, recipe } from './recipes.ts';

useBuild();
const notebook = useNotebook();

const formula = (expression: string): string =>
  JSON.stringify({ steps: [{ id: 'f', op: 'formula', params: { column: 'new', expression } }] });

const few = JSON.stringify({
  steps: [],
  checks: [{ rule: 'row-count', min: 1000, severity: 'error' }],
});

/** Each cell, and the sentence that it gets. */
const refusals: Readonly<Record<string, readonly [cell: string, sentence: string | RegExp]>> = {
  'a name that is not there': [
    '%sluice dff',
    'There is no variable and no file “dff”. Check the spelling, or run the cell that makes it.',
  ],
  'a file that is not there': [
    '%sluice folder/nothing.parquet',
    'There is no variable and no file “folder/nothing.parquet”. Check the spelling, or run the cell that makes it.',
  ],
  'a quoted file that is not there': ['%sluice "nothing.parquet"', /nothing\.parquet.*\./],
  'a value that is no frame': [
    'number = 5\n%sluice number',
    '“number” is no data frame; its type is int. Give a pandas, polars, pyarrow or PySpark data frame, or a path.',
  ],
  'an expression that fails': ['%sluice df["nope"]', '“df["nope"]” is KeyError: \'nope\'.'],
  'nothing at all': [
    '%sluice',
    '%sluice needs a data frame or a path. Write %sluice df, or %sluice path, with --sample N, --full or --columns a,b.',
  ],
  'an option that is none': ['%sluice df --rows 5', /^%sluice does not know “--rows”\./],
  'a sample that is no number': ['%sluice df --sample some', /^“some” is no number of rows\./],
  'a sample and the full data': [
    '%sluice df --sample 5 --full',
    /^A sample is not the full data\./,
  ],
  'a column that is not there': [
    '%sluice df --columns id,nope',
    'There is no column “nope”. The columns are: extra, id, at, amount, price, city, age.',
  ],
  'a column that is not there, of a file': [
    '%sluice cities.csv --columns nope',
    'There is no column “nope”. The columns are: city, state.',
  ],
  'a file that is broken': ['%sluice broken.parquet', /broken\.parquet/],
  'a frame without columns': [
    'bare = pd.DataFrame()\n%sluice bare',
    /^The data frame has no columns\./,
  ],
  'a result without a name': [
    '%%sluice\nrecipe.sluice.json',
    /^%%sluice needs a name for the result\./,
  ],
  'a result whose name is none': [
    '%%sluice 1st --from df\nrecipe.sluice.json',
    '“1st” is no name that a result can have. Write %%sluice NAME --from FRAME.',
  ],
  'a frame that is not there': [
    '%%sluice out --from dff\nrecipe.sluice.json',
    'There is no variable “dff”. Run the cell that makes it.',
  ],
  'a frame that is none': [
    '%%sluice out --from json\nrecipe.sluice.json',
    'json is no data frame; its type is module. Give a pandas or polars data frame, or a pyarrow table.',
  ],
  'an empty cell': [
    '%%sluice out --from df\n ',
    'The cell is empty. Write the path of a recipe, or its JSON.',
  ],
  'a recipe that is not there': [
    '%%sluice out --from df\nnope.sluice.json',
    'There is no recipe nope.sluice.json. Check the path, or give its JSON.',
  ],
  'JSON that is broken': [
    '%%sluice out --from df\n{"steps": [}',
    'The recipe is not valid JSON: a value is missing at line 1, column 12. Open the file as text and mend that place.',
  ],
  'an operation that is none': [
    '%%sluice out --from df\n{"steps": [{"id": "x", "op": "nope", "params": {}}]}',
    /nope/,
  ],
  'a column that the recipe does not find': [
    `%%sluice out --from df\n${formula('nope + 1')}`,
    /^Step f: There is no column “nope” at character 1\./,
  ],
  'a column that the frame lacks': [
    'short = df.drop(columns=["age"])\nget_ipython().run_cell_magic("sluice", "out --from short", "plain.sluice.json")',
    'short has no column “age”, which the recipe reads. Its columns are: extra, id, at, amount, price, city.',
  ],
  'a column of another type': [
    'odd = df.assign(age=df["age"].astype("float64") + 0.5)\nget_ipython().run_cell_magic("sluice", "out --from odd", "plain.sluice.json")',
    /^Column “age” of odd is double, and the recipe reads it as int32 \(.*\)\. Change its type first\.$/,
  ],
  'a column of another type, in polars': [
    'odd = frame.with_columns(age=pl.col("age") + 0.5)\nget_ipython().run_cell_magic("sluice", "out --from odd", "plain.sluice.json")',
    'Column “age” of odd has fractions, and the recipe reads it as Int32. Round it first.',
  ],
  'values that were never learned': [
    '%%sluice out --from df\nrecipe.sluice.json',
    'The learned values of fill, codes are missing or stale. Run the recipe with --refit first.',
  ],
  'a step that fails': [
    `%%sluice out --from df\n${formula('cast(city as int64)')}`,
    'Step f (Formula) failed: “Rome” cannot become int64.',
  ],
  'a check that fails': [
    `%%sluice out --from df\n${few}`,
    'The check “the number of rows is at least 1000” does not hold (40). Nothing was made.',
  ],
  'a parameter that is none': [
    '%%sluice out --from df --set nope=1\nplain.sluice.json',
    'The recipe has no parameter “nope”. It has: least.',
  ],
  'a value that a parameter cannot have': [
    '%%sluice out --from df --set least=much\nplain.sluice.json',
    '“much” does not fit the type of the parameter “least”. Give another value.',
  ],
  'a kind that is none': [
    '%%sluice out --as spark\nplain.sluice.json',
    'There is no kind “spark”. Give one of pandas, polars, arrow.',
  ],
  'a command that is not there': [
    'import os; os.environ["SLUICE_CLI"] = "/nowhere/cli.js"\n%sluice df',
    "SLUICE_CLI names /nowhere/cli.js, which is not there. Set it to Sluice's cli.js, or unset it.",
  ],
  'no command anywhere': [
    'del os.environ["SLUICE_CLI"]\n%sluice df',
    'The sluice command is not on this machine. Install the Sluice extension in VS Code, or set SLUICE_CLI to its dist/cli.js.',
  ],
};

let cell: Readonly<Record<string, Answer>>;
beforeAll(async () => {
  const book = notebook();
  const write = (name: string, content: string): void => {
    writeFileSync(join(book.folder, name), content);
  };
  write('recipe.sluice.json', JSON.stringify(recipe));
  write(
    'plain.sluice.json',
    JSON.stringify({ ...recipe, steps: recipe.steps.slice(0, 3), outputs: [] }),
  );
  write('cities.csv', cities);
  write('broken.parquet', 'PAR1 and then nothing');
  cell = await named(book, {
    load: `%load_ext sluice\n${frames}`,
    ...Object.fromEntries(Object.entries(refusals).map(([name, [code]]) => [name, code])),
    after: 'print("out" in globals())',
  });
});

describe('one sentence, and no traceback, for', () => {
  it.each(Object.entries(refusals))('%s', (name, [, sentence]) => {
    expect(cell['load']).toMatchObject({ status: 'ok', stderr: '' });
    const { status, ename, evalue, stderr, stdout, traceback, html } = cell[name] ?? {};
    expect({ status, ename, stdout, traceback, html }).toEqual({
      status: 'error',
      ename: 'UsageError',
      stdout: '',
      traceback: [],
      html: [],
    });
    expect(stderr).toBe(`UsageError: ${evalue ?? ''}\n`);
    if (typeof sentence === 'string') expect(evalue).toBe(sentence);
    else expect(evalue).toMatch(sentence);
    expect(evalue).not.toContain('\n');
  });

  it('and nothing is bound', () => {
    expect(cell['after']?.stdout).toBe('False\n');
  });
});
