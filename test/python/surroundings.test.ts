import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPythonWheel } from '../../scripts/build/pythonWheel.mjs';
import { startStandIn } from '../aws/standIn.ts';
import type { StandIn } from '../aws/standIn.ts';
import { root, useBuild } from '../cli/build.ts';
import { machineNode } from '../machineNode.ts';
import { floorPython, Notebook, printed, python, useNotebook } from './kernel.ts';
import { cities, frames, recipe } from './recipes.ts';

useBuild();
const notebook = useNotebook();
const cli = join(root, 'dist', 'cli.js');

describe('in a terminal', () => {
  it('IPython shows a table of text', async () => {
    const code =
      '%load_ext sluice\nimport pandas as pd\ndf = pd.DataFrame({"a": [1, 2, 2, None]})\n%sluice df';
    writeFileSync(join(notebook().folder, 'terminal.ipy'), code);
    const end = await notebook().run(python, ['-m', 'IPython', '--simple-prompt', 'terminal.ipy']);
    expect(end).toMatchObject({ code: 0, stderr: '' });
    expect(end.stdout).toBe(
      [
        'df: pandas.DataFrame, 4 rows × 1 column, exact',
        '',
        'column  type     missing  distinct  min  median     mean  max  values',
        'a       float64   25.0 %         2    1       2  1.66667    2  ▄                  █',
        '',
        'a is empty in 1 row (25 %).',
        '',
      ].join('\n'),
    );
  });

  it('a wrong name gives one sentence', async () => {
    const end = await notebook().run(python, [
      ...['-m', 'IPython', '--simple-prompt', '--no-banner', '-c'],
      '%load_ext sluice\n%sluice dff',
    ]);
    expect(end.stderr).toBe(
      'UsageError: There is no variable and no file “dff”. Check the spelling, or run the cell that makes it.\n',
    );
    expect(end.stdout).toBe('');
  });
});

describe('with the oldest pandas and without IPython', () => {
  it('the functions give what the magics give', async () => {
    const book = notebook();
    const plain = { ...recipe, steps: recipe.steps.slice(0, 3), outputs: [] };
    writeFileSync(join(book.folder, 'floor.sluice.json'), JSON.stringify(plain));
    const frame = frames.replace(', polars as pl', '').replace('frame = pl.from_arrow(rows)\n', '');
    const script = `${frame}import sluice
made = sluice.apply("floor.sluice.json", df, parameters={"least": 30})
print(json.dumps([str(v) for v in made["next"]] + [str(t) for t in made.dtypes] + [sluice.profile(df)["id"]["max"]]))`;
    const end = await book.run(floorPython, ['-c', script]);
    expect(end).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(end.stdout)).toEqual([
      ...['9007199254741029', '9007199254741030', '9007199254741032'],
      ...['int64[pyarrow]', 'timestamp[us][pyarrow]', 'double[pyarrow]'],
      ...['decimal128(20, 2)[pyarrow]', 'string[pyarrow]', 'int32[pyarrow]'],
      ...['double[pyarrow]', 'int64[pyarrow]', '9007199254741031'],
    ]);
  });
});

describe('the command is found', () => {
  const ask = 'import sluice; print(sluice.profile("cities.csv").rows)';
  const found = { code: 0, stdout: '3\n', stderr: '' };

  beforeAll(() => {
    writeFileSync(join(notebook().folder, 'cities.csv'), cities);
  });

  it('where the extension wrote that it is', async () => {
    const cache = join(notebook().folder, 'extension-cache');
    mkdirSync(cache);
    const file = join(cache, 'command.json');
    writeFileSync(file, JSON.stringify({ cli, node: machineNode().path }), { mode: 0o600 });
    const env = { SLUICE_CLI: '', SLUICE_NODE: '', PATH: '/nowhere', SLUICE_CACHE_DIR: cache };
    expect(await notebook().run(python, ['-c', ask], { env })).toEqual(found);
    // What others may write is not believed.
    chmodSync(file, 0o666);
    const refused = await notebook().run(python, ['-c', ask], { env });
    expect(refused.stderr).toContain('The sluice command is not on this machine.');
  });

  it('on the PATH', async () => {
    const folder = join(notebook().folder, 'bin');
    mkdirSync(folder);
    const script = `#!/bin/sh\nexec "${machineNode().path}" "${cli}" "$@"\n`;
    writeFileSync(join(folder, 'sluice'), script, { mode: 0o755 });
    const env = { SLUICE_CLI: '', PATH: `${folder}:/usr/bin:/bin` };
    expect(await notebook().run(python, ['-c', ask], { env })).toEqual(found);
  });
});

describe('an interrupt', () => {
  it('ends the command, and leaves no file', async () => {
    const book = notebook();
    const slow = join(book.folder, 'slow');
    writeFileSync(
      slow,
      '#!/bin/sh\nsleep 100 &\ntrap "kill $!; echo ended > ended; exit 130" INT TERM\necho started > started\nwait\n',
      { mode: 0o755 },
    );
    const [load, cell, after] = await book.cells(
      [
        '%load_ext sluice\nimport pandas as pd\ndf = pd.DataFrame({"a": [1]})',
        '# interrupt when started\n%sluice df',
        'import os; os.environ.update(SLUICE_CLI=os.environ["REAL_CLI"])\n%sluice df',
      ],
      { SLUICE_CLI: slow, REAL_CLI: cli },
    );
    expect(load).toMatchObject({ status: 'ok' });
    expect(cell).toMatchObject({ status: 'error', ename: 'KeyboardInterrupt', html: [] });
    expect(existsSync(join(book.folder, 'ended'))).toBe(true);
    expect(after).toMatchObject({ status: 'ok', stderr: '' });
    expect(readdirSync(book.temporary)).toEqual([]);
  });
});

describe('the wheel', () => {
  it('is installed by pip without the network, and is the same each time', async () => {
    const first = buildPythonWheel();
    if (first === undefined) throw new Error('the wheel was not built');
    const bytes = readFileSync(first);
    buildPythonWheel();
    expect(readFileSync(first).equals(bytes)).toBe(true);
    expect(first).toMatch(/dist\/python\/sluice-\d+\.\d+\.\d+-py3-none-any\.whl$/);
    const pip = ['-m', 'pip', 'install', '--no-index', '--no-deps', '--target', 'site', first];
    const end = await notebook().run(python, [...pip, '--quiet', '--disable-pip-version-check']);
    expect(end).toEqual({ code: 0, stdout: '', stderr: '' });
    const check =
      'import sluice, importlib.metadata as m; print(sluice.__file__, m.version("sluice"), m.requires("sluice"))';
    const env = { PYTHONPATH: join(notebook().folder, 'site') };
    const { stdout } = await notebook().run(python, ['-c', check], { env });
    expect(stdout).toMatch(
      /site\/sluice\/__init__\.py 0\.1\.0 \[.*pandas>=2\.2; extra == "pandas".*\]\n$/,
    );
  });

  it('imports neither pandas nor IPython until they are needed', () => {
    const wheel = buildPythonWheel() ?? '';
    const check =
      'import sys, sluice; print([n for n in ("pandas", "polars", "pyarrow", "IPython", "pyspark", "duckdb") if n in sys.modules])';
    const out = execFileSync(python, ['-c', check], {
      env: { PYTHONPATH: wheel },
      encoding: 'utf8',
    });
    expect(out).toBe('[]\n');
  });
});

describe('with data on S3', () => {
  let standIn: StandIn;
  let book: Notebook;
  beforeAll(async () => {
    standIn = await startStandIn({ root });
    await standIn.reset();
    await standIn.createBucket('lake');
    await standIn.putObject('lake', 'cities/part-0.csv', cities);
    book = new Notebook(standIn.env);
  });
  afterAll(async () => {
    book.remove();
    await standIn.stop();
  });

  it('a folder is profiled, and a second source of a recipe is brought here', async () => {
    const joined = {
      sluice: 1,
      name: 'joined',
      sources: {
        main: {
          uri: 's3://lake/never/read/',
          format: 'parquet',
          options: {},
          schema: [{ name: 'city', type: 'text' }],
        },
        cities: { ...recipe.sources.cities, uri: 's3://lake/cities/' },
      },
      steps: [
        {
          id: 'j',
          op: 'join',
          version: 1,
          params: { with: { source: 'cities' }, how: 'left', on: [['city', 'city']] },
        },
        // A join keeps no order.
        {
          id: 's',
          op: 'sort-rows',
          version: 1,
          params: { by: [{ column: 'city', descending: true }] },
        },
      ],
    };
    writeFileSync(join(book.folder, 'joined.sluice.json'), JSON.stringify(joined));
    const tell =
      'print(json.dumps([type(out).__module__.split(".")[0], [list(r) for r in (out.to_numpy().tolist() if hasattr(out, "iloc") else out.rows())]]))';
    const [load, shown, applied, pandas, , polars] = await book.cells([
      '%load_ext sluice\nimport json, pandas as pd, polars as pl\ndf = pd.DataFrame({"city": ["Rome", "Bern", "Lima"]})\nframe = pl.from_pandas(df)',
      '%sluice s3://lake/cities/ --columns city',
      '%%sluice out --from df\njoined.sluice.json',
      tell.replace('out.to_numpy()', 'out.astype(object).where(out.notna(), None).to_numpy()'),
      '%%sluice out --from frame\njoined.sluice.json',
      tell,
    ]);
    expect(load).toMatchObject({ status: 'ok' });
    expect(applied?.stderr).toBe('');
    expect(shown?.text[0]).toContain('s3://lake/cities/: 3 rows × 1 column, exact');
    const rows = [
      ['Rome', 'Lazio'],
      ['Lima', null],
      ['Bern', 'BE'],
    ];
    if (!pandas || !polars) throw new Error('a cell gave no answer');
    expect(printed(pandas)).toEqual(['pandas', rows]);
    expect(printed(polars)).toEqual(['polars', rows]);
  });
});
