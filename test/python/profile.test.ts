import { beforeAll, describe, expect, it } from 'vitest';
import { useBuild } from '../cli/build.ts';
import { named, printed, useNotebook } from './kernel.ts';
import type { Answer } from './kernel.ts';

useBuild();
const notebook = useNotebook();

const makeFrames = `
import datetime, decimal, json
import pandas as pd, numpy as np, polars as pl, pyarrow as pa
rng = np.random.default_rng(7)
n = 5000
df = pd.DataFrame({
    "whole": rng.integers(-50, 1000, n),
    "broken": np.where(rng.random(n) < 0.1, np.nan, rng.normal(10, 3, n)),
    "word": pd.Series(rng.choice(["ATL", "ORD", None], n), dtype=object),
    "flag": rng.random(n) < 0.25,
    "at": pd.Timestamp("2001-01-01", tz="America/New_York") + pd.to_timedelta(rng.integers(0, 9999, n), unit="min"),
    "big": pd.array([2**53 + 1, None, 5, None, 2**62 + 1] * (n // 5), dtype="Int64"),
    "price": [decimal.Decimal("100000000000000.01")] * (n // 2) + [None] * (n // 2),
    "kind": pd.Categorical(rng.choice(["u", "v"], n)),
    "list": [[1, 2]] * n,
})
frame = pl.from_pandas(df.drop(columns=["price"])).with_columns(price=pl.Series(df["price"].tolist(), dtype=pl.Decimal(20, 2)))
table = pa.table({"x": [1, 2, 2], "d": [datetime.date(2020, 1, 1)] * 3})
`;

/** pandas' own answers, beside those of the profile. */
const figures = `
def answers(of):
    found = sluice.profile(of)
    own = {}
    for name in df.columns:
        values = df[name]
        own[name] = {"nulls": int(values.isna().sum())}
        if name != "list":
            own[name]["distinct"] = int(values.nunique())
        if name in ("whole", "broken"):
            d = values.describe()
            own[name].update(mean=d["mean"], std=d["std"], p25=d["25%"], p50=d["50%"], p75=d["75%"], min=float(d["min"]), max=float(d["max"]))
    theirs = {c["name"]: {
        "nulls": c["nulls"], "distinct": c["distinct"],
        **({"mean": c["mean"], "std": c["std"], **c["quantiles"], "min": float(c["min"]), "max": float(c["max"])} if "quantiles" in c else {}),
    } for c in found.columns}
    return {"rows": found.rows, "own": own, "theirs": theirs, "ends": {n: [found[n].get("min"), found[n].get("max"), found[n]["type"]] for n in df.columns}}
`;

const cells = {
  load: '%load_ext sluice\nimport sluice',
  frames: makeFrames,
  figures,
  pandas: 'print(json.dumps(answers(df)))',
  polars: 'print(json.dumps(answers(frame)))',
  shown: '%sluice df',
  shownPolars: '%sluice frame',
  shownTable: '%sluice table',
  series: '%sluice df["word"]',
  chosen: '%sluice df --columns word,flag',
  sampled: '%sluice df --sample 500',
  inALoop: 'for name in ("table",):\n    %sluice {name}',
  expression: '%sluice df[df.whole > 990]',
  csv: 'df[["whole", "word"]].to_csv("with space.csv", index=False)\n%sluice with space.csv',
  variable: 'where = "with space.csv"\n%sluice where --columns word',
  glob: 'frame.select("whole").write_parquet("a1.parquet"); frame.select("whole").write_parquet("a2.parquet")\n%sluice a*.parquet',
  hostile: `names = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "it's & co", "a\\nb\\x1b[31m", "x" * 300, "^all$", "", "名前", "a", "A"]
odd = pd.DataFrame({name: ["<b>bold</b>", "<b>bold</b>", None] for name in names})
%sluice odd`,
  duplicates: 'twice = pd.DataFrame([[1, 2]], columns=["a", "a"])\n%sluice twice',
  mixed:
    'mixed = pd.DataFrame({"m": [1, "a", None, 2.5], "t": pd.to_timedelta([1, 2, 3, None], unit="h")})\n%sluice mixed',
  indexed:
    'grouped = df.groupby("kind", observed=True)[["whole"]].mean()\nprint(json.dumps([c["name"] for c in sluice.profile(grouped).columns]))',
  lazy: 'lazy = pl.LazyFrame({"n": range(100_001)})\n%sluice lazy',
  lazyFull: '%sluice lazy --full',
  empty: 'none = df.head(0)\n%sluice none',
  untouched: 'print(json.dumps([list(df.columns), str(df["at"].dtype), df.shape]))',
};

let cell: Readonly<Record<keyof typeof cells, Answer>>;
beforeAll(async () => {
  cell = await named(notebook(), cells);
});

type Column = Record<string, number>;
interface Figures {
  rows: number;
  own: Record<string, Column>;
  theirs: Record<string, Column>;
  ends: Record<string, [unknown, unknown, string]>;
}

describe('the figures of a profile', () => {
  it.each(['pandas', 'polars'] as const)('of a %s frame are those of pandas', (kind) => {
    // SAFETY: what the cell above prints.
    const found = printed(cell[kind]) as Figures;
    expect(found.rows).toBe(5000);
    expect(Object.keys(found.own)).toHaveLength(9);
    for (const [name, own] of Object.entries(found.own)) {
      for (const [figure, value] of Object.entries(own)) {
        expect(found.theirs[name]?.[figure], `${name} ${figure}`).toBeCloseTo(value, 9);
      }
    }
  });

  it.each(['pandas', 'polars'] as const)('of a %s frame keep every digit', (kind) => {
    // SAFETY: what the cell above prints.
    const { ends } = printed(cell[kind]) as Figures;
    expect(ends['big']).toEqual(['5', '4611686018427387905', 'int64']);
    expect(ends['price']?.slice(0, 2)).toEqual(['100000000000000.01', '100000000000000.01']);
    expect(ends['at']?.[2]).toBe('timestamptz');
    expect(ends['at']?.[0]).toMatch(/^2001-01-01 05:0\d:00\+00$/);
  });

  it('do not change the frame', () => {
    expect(printed(cell.untouched)).toEqual([
      ['whole', 'broken', 'word', 'flag', 'at', 'big', 'price', 'kind', 'list'],
      expect.stringMatching(/^datetime64\[.s, America\/New_York\]$/),
      [5000, 9],
    ]);
  });

  it('a named index is a column', () => {
    expect(printed(cell.indexed)).toEqual(['kind', 'whole']);
  });
});

/** The one output of a cell that showed a profile. */
function shown(answer: Answer): { html: string; text: string } {
  expect(answer).toMatchObject({ status: 'ok', stderr: '', stdout: '', traceback: [] });
  expect(answer.html).toHaveLength(1);
  const [html, text] = [answer.html[0], answer.text[0]];
  if (html == null || text == null) throw new Error('both HTML and plain text are wanted');
  return { html, text };
}

describe('what a cell shows', () => {
  it.each([
    ['shown', 'df', 'pandas.DataFrame', '5,000 rows × 9 columns'],
    ['shownPolars', 'frame', 'polars.DataFrame', '5,000 rows × 9 columns'],
    ['shownTable', 'table', 'pyarrow.Table', '3 rows × 2 columns'],
    ['series', 'df["word"]', 'pandas.Series', '5,000 rows × 1 column'],
    ['chosen', 'df', 'pandas.DataFrame', '5,000 rows × 2 columns'],
    ['inALoop', 'table', 'pyarrow.Table', '3 rows × 2 columns'],
    ['empty', 'none', 'pandas.DataFrame', '0 rows × 9 columns'],
  ] as const)('%s: a table in HTML and in plain text', (name, title, kind, size) => {
    const { html, text } = shown(cell[name]);
    expect(text.split('\n')[0]).toBe(`${title}: ${kind}, ${size}, exact`);
    expect(html).toContain(`<span>${kind}</span><span>${size}</span><span>exact</span>`);
    expect(html).toContain('<table>');
    expect(html).not.toMatch(/<script|http|url\(/);
  });

  it('has a line a column: missing share, distinct, ends, values', () => {
    const lines = shown(cell.shown).text.split('\n');
    expect(lines[2]).toMatch(/^column +type +missing +distinct +min +median +mean +max +values$/);
    expect(lines.find((line) => line.startsWith('flag'))).toMatch(
      /^flag +boolean +0 % +2 +false 7\d\.\d %, true 2\d\.\d %$/,
    );
    expect(lines.find((line) => line.startsWith('big'))).toMatch(
      /int64 +40\.0 % +3 +5 .*4,611,686,018,427,387,905/,
    );
    expect(lines.find((line) => line.startsWith('whole'))).toMatch(/[▁▂▃▄▅▆▇█]{20}$/);
  });

  it.each([
    ['csv', 'with space.csv: 5,000 rows × 2 columns, exact'],
    ['variable', 'with space.csv: 5,000 rows × 1 column, exact'],
    ['glob', 'a*.parquet: 10,000 rows × 1 column, exact'],
    ['expression', /^df\[df\.whole > 990\]: pandas\.DataFrame, \d\d rows × 9 columns, exact$/],
  ] as const)('%s: a path, a path in a variable, a glob, an expression', (name, head) => {
    const first = shown(cell[name]).text.split('\n')[0];
    if (typeof head === 'string') expect(first).toBe(head);
    else expect(first).toMatch(head);
  });

  it('marks estimates, and says what they are taken from', () => {
    const { html, text } = shown(cell.sampled);
    expect(text).toContain('figures from a sample of 500 rows');
    expect(text.split('\n').find((line) => line.startsWith('whole'))).toMatch(/≈ .*≈ /);
    expect(html).toContain('(estimate)');
  });

  it('says that of a lazy frame only the first rows were looked at', () => {
    expect(shown(cell.lazy).text).toContain(
      'lazy: polars.LazyFrame, the first 100,000 rows; there are more × 1 column',
    );
    expect(shown(cell.lazyFull).text).toContain('lazy: polars.LazyFrame, 100,001 rows × 1 column');
  });

  it('names and values are text, whatever they hold', () => {
    const { html, text } = shown(cell.hostile);
    expect(html).not.toMatch(/<script|<img|<b>bold/);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain('&quot;&gt;&lt;img src=x onerror=alert(1)&gt;');
    expect(html).toContain('&lt;b&gt;bold&lt;/b&gt;');
    expect(html).not.toContain('x'.repeat(250));
    expect(text).not.toContain('\u001b');
    expect(text).toContain(String.raw`a\nb\x1b[31m`);
    // The headline, a line of heads and one for each of ten columns, then eight findings and “more”.
    const [headline, table = '', findings = ''] = text.split('\n\n');
    expect(headline).toMatch(/^odd: /);
    expect(table.split('\n')).toHaveLength(11);
    expect(findings.split('\n')).toHaveLength(9);
    expect(findings).toMatch(/And \d+ more; open the data in Sluice to see them all\.$/);
    expect(text).toContain('^all$');
  });

  it('says what it had to change', () => {
    expect(shown(cell.duplicates).text).toContain(
      'There are two columns “a”; one is called “a_2” here.',
    );
    const { html, text } = shown(cell.mixed);
    expect(text).toContain('“m” holds values of several kinds; it is shown as text.');
    expect(html).toContain('“t” is a duration; it is shown in seconds.');
    expect(text).toMatch(/t +float64 +25\.0 % +3 +3,600 +7,200 +7,200 +10,800/);
  });
});
