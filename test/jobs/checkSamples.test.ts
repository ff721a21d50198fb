import { afterEach, expect, it } from 'vitest';
import { jobFolder, remove, runJob, runJson, sales, salesPlan } from './jobFolder.ts';

let folder = '';
afterEach(async () => {
  await remove(folder);
});

it('keeps rows that break a check in run.json, and out of all that it prints', async () => {
  const base = await jobFolder(
    salesPlan({
      checks: [
        {
          ...{ rule: 'in-set', severity: 'warn', title: 'word is known' },
          sql: 'SELECT TRUE, 2, 9',
          sample: `SELECT 'a secret' AS word, NULL AS other UNION ALL SELECT '{main}', '1'`,
        },
        {
          rule: 'statistic',
          severity: 'warn',
          title: 'mean',
          sql: `SELECT TRUE, 'nan'::DOUBLE, 9`,
        },
        { rule: 'statistic', severity: 'warn', title: 'share', sql: 'SELECT TRUE, 0.25, 9' },
      ],
    }),
    sales,
  );
  folder = base;
  const end = await runJob(base);
  expect(end.stderr + end.stdout).not.toContain('secret');
  const rest = { severity: 'warn', failed: true, of: 9 };
  expect((await runJson(base)).checks).toEqual([
    {
      ...{ ...rest, rule: 'in-set', title: 'word is known', found: 2 },
      sample: {
        columns: ['word', 'other'],
        rows: [
          ['a secret', null],
          ['{main}', '1'],
        ],
      },
    },
    { ...rest, rule: 'statistic', title: 'mean', found: null },
    { ...rest, rule: 'statistic', title: 'share', found: 0.25 },
  ]);
});
