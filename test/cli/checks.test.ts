import { beforeEach, describe, expect, it } from 'vitest';
import { useBuild } from './build.ts';
import { ordersRecipe, runAnswer, seedOrders } from './orders.ts';
import { refused } from './refused.ts';
import { Workspace } from './sluice.ts';

useBuild();

const file = 'checked.sluice.json';
const anyNumber: unknown = expect.any(Number);
let work: Workspace;
beforeEach(async () => {
  work = new Workspace();
  await seedOrders(work);
  return () => {
    work.remove();
  };
});

/** The orders as they are read, with these checks. */
function write(checks: readonly object[]): void {
  const recipe: unknown = JSON.parse(ordersRecipe);
  work.write(
    file,
    JSON.stringify({ ...Object(recipe), steps: [], parameters: [], outputs: [], checks }),
  );
}

const known = {
  rule: 'references',
  ...{ columns: ['customer'], source: { source: 'customers' }, sourceColumns: ['id'] },
};
const large = { rule: 'custom-sql', query: 'SELECT id, amount FROM result WHERE amount > 5;' };

describe('a run with checks', () => {
  it('shows a row in one line, whatever its texts hold', async () => {
    const query =
      "SELECT 'a' || chr(10) || 'b' || chr(9) || chr(27) || '[31m' AS note FROM result LIMIT 1";
    write([{ rule: 'custom-sql', query, severity: 'warn' }]);
    const end = await work.run(['run', file]);
    expect(end.code, end.stderr).toBe(0);
    expect(end.stdout.split('\n')).toContain('    note = a\\nb\\t\\u001b[31m');
  });

  it('tells what each found, of how many rows, and some of them', async () => {
    write([
      { ...known, severity: 'warn' },
      { rule: 'in-range', column: 'amount', max: 10, atLeast: 0.8, severity: 'error' },
      { ...large, severity: 'warn' },
      { rule: 'condition', where: { expression: 'amount > 2' }, severity: 'warn' },
      { rule: 'statistic', column: 'paid', of: 'distinct', max: 1, severity: 'warn' },
      { rule: 'statistic', column: 'amount', of: 'mean', max: 10, severity: 'warn' },
      { rule: 'type', column: 'id', type: 'int64', severity: 'error' },
      {
        rule: 'freshness',
        ...{ column: 'placed', within: { n: 5000, unit: 'weeks' }, severity: 'error' },
      },
    ]);
    const answer = runAnswer.parse(await work.json(['run', file]));
    expect(answer.state).toBe('completed');
    expect(
      answer.checks.map(({ title, severity, failed, found, of, sample }) => [
        ...[severity, title, failed, found, of],
        ...(sample ? [sample] : []),
      ]),
    ).toEqual([
      [
        ...['warn', 'customer is found in id of customers', true, 1, 6],
        { columns: ['customer'], rows: [['99']] },
      ],
      [
        ...['error', 'amount is at most 10 in at least 80 % of the rows', false, 1, 5],
        { columns: ['amount'], rows: [['100.0']] },
      ],
      [
        ...['warn', 'no rows from SELECT id, amount FROM result WHERE amount > 5;', true, 3, 6],
        {
          columns: ['id', 'amount'],
          rows: [
            ['1', '5.5'],
            ['3', '7.25'],
            ['6', '100.0'],
          ],
        },
      ],
      ['warn', 'amount > 2', true, 2, 6, { columns: ['amount'], rows: [[null], ['1.0']] }],
      ['warn', 'the number of different values of paid is at most 1', true, 2, 6],
      ['warn', 'the mean of amount is at most 10', true, 23.35, 6],
      ['error', 'id is of type int64', false, 0, null],
      [...['error', 'the newest placed is no older than 5000 weeks', false], ...[anyNumber, null]],
    ]);
    const { stdout } = await work.run(['run', file]);
    expect(stdout).toContain(
      '  warn: customer is found in id of customers does not hold (1), of 6 rows\n    customer = 99\n',
    );
    expect(stdout).toContain('  warn: the mean of amount is at most 10 does not hold (23.35)\n');
  });

  it('of severity error ends with exit 3 and the rows', async () => {
    write([{ ...known, severity: 'error' }]);
    const end = await work.run(['run', file, '--json']);
    expect(end.code).toBe(3);
    expect(runAnswer.parse(end.json)).toMatchObject({
      state: 'failed',
      checks: [{ failed: true, found: 1, of: 6, sample: { rows: [['99']] } }],
    });
  });

  it.each([
    ['SELECT * FROM customers', 'bad-sql', /no source named “customers”/],
    ["SELECT * FROM read_csv('/etc/passwd')", 'forbidden', /may not use “read_csv”/],
    ['SELECT getenv(name) FROM (SELECT paid AS name FROM result)', 'forbidden', /getenv/],
    ['SELECT * FROM result r, LATERAL (SELECT * FROM duckdb_settings())', 'forbidden', /settings/],
  ])('does not begin where SQL is %s', async (query, code, says) => {
    write([{ rule: 'custom-sql', query, severity: 'warn' }]);
    await refused(work, ['run', file], { exit: 1, code, says });
  });

  it('of SQL is no Python script, and says so', async () => {
    write([{ ...large, severity: 'warn' }]);
    await refused(work, ['export', file, '--target', 'polars', '--out', 'script.py'], {
      exit: 1,
      code: 'unsupported',
      says: /SELECT id, amount FROM result.*cannot run on polars.*SQL of DuckDB/s,
    });
    const end = await work.run(['export', file, '--target', 'duckdb', '--out', 'script.sql']);
    expect(end.code).toBe(0);
    expect(work.read('script.sql')).toMatch(/FROM result\s+WHERE amount > 5/);
  });
});
