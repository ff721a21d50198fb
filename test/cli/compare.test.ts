import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { root, useBuild } from './build.ts';
import { recipe, step } from './recipe.ts';
import { refused } from './refused.ts';
import { Workspace, python } from './sluice.ts';

useBuild();

const shares = z.object({ before: z.number(), after: z.number() });
const counted = z.array(z.object({ value: z.string(), count: z.number() }));
const document = z.object({
  before: z.looseObject({ uri: z.string(), snapshot: z.string(), rows: z.number() }),
  after: z.looseObject({ uri: z.string(), snapshot: z.string(), rows: z.number() }),
  columns: z.array(
    z.object({
      name: z.string(),
      state: z.string(),
      types: z.object({ before: z.string().optional(), after: z.string().optional() }),
      basis: z.string(),
      psi: z.number().optional(),
      ks: z.object({ d: z.number(), p: z.number() }).optional(),
      missing: shares.optional(),
      newCategories: counted.optional(),
      lostCategories: counted.optional(),
    }),
  ),
});
const reference = z.record(
  z.string(),
  z.object({
    psi: z.number().optional(),
    d: z.number().optional(),
    missing: z.tuple([z.number(), z.number()]).optional(),
  }),
);

let work: Workspace;
beforeAll(() => {
  work = new Workspace();
  work.write(
    'january.csv',
    'id,city,price,note\n1,Rome,10,a\n2,Rome,20,b\n3,Oslo,30,\n4,Rome,,d\n',
  );
  work.write(
    'february.csv',
    'id,city,price,seen\n5,Rome,11.5,1\n6,Lima,,2\n7,Lima,,3\n8,Rome,,4\n',
  );
  const where = { column: 'city', is: 'equals', value: 'Rome' };
  work.writeJson('rome.sluice.json', recipe('january.csv', [step('filter-rows', { where })]));
});
afterAll(() => {
  work.remove();
});

async function compare(...args: string[]): Promise<z.infer<typeof document>> {
  return document.parse(await work.json(['compare', ...args]));
}

describe('two datasets', () => {
  it('as a table', async () => {
    const end = await work.run(['compare', 'january.csv', 'february.csv']);
    expect([end.code, end.stderr]).toEqual([0, '']);
    const lines = end.stdout.split('\n').map((line) => line.replace(/\s*│\s*/g, '|'));
    expect(lines[0]).toBe('before: january.csv, 4 rows, 4 columns');
    expect(lines[1]).toBe('after: february.csv, 4 rows, 4 columns');
    const row = (name: string): string[] =>
      lines
        .find((line) => line.startsWith(`|${name}|`))
        ?.split('|')
        .slice(1, -1) ?? [];
    expect(row('column')).toEqual([
      ...['column', 'type', 'state', 'PSI', 'KS', 'p', 'missing', 'new', 'lost'],
    ]);
    // scipy: ks_2samp([1, 2, 3, 4], [5, 6, 7, 8], method="asymp").
    expect(row('id').slice(0, 3)).toEqual(['id', 'int64', 'drifted']);
    expect(row('id').slice(4)).toEqual(['1.000', '< 0.001', '0.0 %', '', '']);
    expect(row('city')).toEqual([
      ...['city', 'text', 'drifted'],
      // Shares (3.5, 1.5, 0.5) / 5.5 and (2.5, 0.5, 2.5) / 5.5 of Rome, Oslo and Lima.
      ...['0.846', '', '', '0.0 %', 'Lima', 'Oslo'],
    ]);
    expect(row('price').slice(1, 3)).toEqual(['int64 → float64', 'retyped']);
    expect(row('price')[6]).toBe('25.0 % → 75.0 %');
    expect(row('note').slice(0, 4)).toEqual(['note', 'text', 'removed', '']);
    expect(row('seen').slice(0, 4)).toEqual(['seen', 'int64', 'added', '']);
    expect(lines.at(-2)).toBe('5 of 5 columns moved.');
  });

  it('as JSON, with the figures of scipy and numpy', async () => {
    const [before, after] = [work.path('before.parquet'), work.path('after.parquet')];
    const engine = join(root, 'test', 'engine');
    execFileSync(python, [join(engine, 'driftSeed.py'), before, after, '900', '700']);
    const text = execFileSync(python, [join(engine, 'driftReference.py'), before, after]);
    const wanted = reference.parse(JSON.parse(text.toString()));
    const found = await compare(before, after);
    expect([found.before.uri, found.before.rows]).toEqual([before, 900]);
    expect([found.after.uri, found.after.rows]).toEqual([after, 700]);
    expect(found.before.snapshot).not.toBe(found.after.snapshot);
    const both = found.columns.filter(({ state }) => state !== 'added' && state !== 'removed');
    expect(both.map(({ name }) => name)).toEqual(Object.keys(wanted));
    for (const { name, psi, ks, missing, basis } of both) {
      const other = wanted[name];
      expect(basis).toBe('exact');
      expect([missing?.before, missing?.after], name).toEqual(other?.missing);
      for (const [one, two] of [
        [psi, other?.psi],
        [ks?.d, other?.d],
      ]) {
        if (two === undefined) expect(one, name).toBeUndefined();
        else expect(one, name).toBeCloseTo(two, 9);
      }
    }
  });

  it('that are the same: no column moved', async () => {
    const end = await work.run(['compare', 'january.csv', 'january.csv']);
    expect(end.code).toBe(0);
    expect(end.stdout).toMatch(/No column moved\.\n$/);
  });

  it('--columns of either, --sample', async () => {
    const { columns } = await compare('january.csv', 'february.csv', '--columns', 'seen,city');
    expect(columns.map(({ name, state }) => [name, state])).toEqual([
      ['city', 'drifted'],
      ['seen', 'added'],
    ]);
    const flights = join(root, 'node_modules/vega-datasets/data/flights-3m.parquet');
    const found = await compare(flights, flights, '--sample', '2000', '--columns', 'delay');
    expect(found.before).toMatchObject({ rows: 3_000_000, sampled: 2000 });
    expect(found.columns).toMatchObject([{ state: 'same', psi: 0, basis: 'estimate' }]);
  });
});

describe('a recipe', () => {
  it('is its rows after the last step, on either side', async () => {
    const { before, after, columns } = await compare('january.csv', 'rome.sluice.json');
    expect([before.rows, after.rows]).toEqual([4, 3]);
    expect(columns.find(({ name }) => name === 'city')).toMatchObject({
      newCategories: [],
      lostCategories: [{ value: 'Oslo', count: 1 }],
    });
    const turned = await compare('rome.sluice.json', 'february.csv');
    expect([turned.before.rows, turned.after.rows]).toEqual([3, 4]);
  });
});

describe('--html', () => {
  it('writes one page that needs nothing but itself', async () => {
    const end = await work.run(['compare', 'january.csv', 'february.csv', '--html', 'page.html']);
    expect(end.code).toBe(0);
    expect(end.stdout).toBe(`Wrote ${work.path('page.html')}.\n`);
    const page = work.read('page.html');
    expect(page).toMatch(/^<!doctype html>/i);
    for (const word of ['january.csv', 'february.csv', 'city', 'Lima', 'Oslo']) {
      expect(page).toContain(word);
    }
    expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/);
  });

  it.each([['january.csv'], ['february.csv'], ['rome.sluice.json']])(
    'never over what is compared: %s',
    async (page) => {
      const other = page === 'rome.sluice.json' ? page : 'february.csv';
      const text = work.read(page);
      const end = await work.run(['compare', 'january.csv', other, '--html', page]);
      expect(end.code).toBe(2);
      expect(end.stderr).toMatch(/is one of the two/);
      expect(work.read(page)).toBe(text);
    },
  );
});

describe('wrong usage', () => {
  it.each([
    ['one dataset only', ['january.csv'], { exit: 2, code: 'usage', says: /after/ }],
    [
      'two recipes',
      ['rome.sluice.json', 'rome.sluice.json'],
      { exit: 2, code: 'usage', says: /one of the two may be a recipe/ },
    ],
    [
      'a column that neither has',
      ['january.csv', 'february.csv', '--columns', 'nope'],
      { exit: 2, code: 'usage', says: /“nope”/ },
    ],
    [
      'a file that is not there',
      ['january.csv', 'march.csv'],
      { exit: 1, code: 'not-found', says: /march\.csv/ },
    ],
  ])('%s', async (_what, args, refusal) => {
    await refused(work, ['compare', ...args], refusal);
  });
});
