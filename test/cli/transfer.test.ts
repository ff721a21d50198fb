import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { writeParquet } from '../session/writeParquet.ts';
import { useBuild } from './build.ts';
import { useAws } from './useAws.ts';

useBuild();

const SAID = /^Moved .*$/m;
const aws = useAws(async ({ standIn, work }) => {
  const path = work.path('trips.parquet');
  // Hashes do not shrink: 800 KB for each of two columns.
  writeParquet(
    path,
    'SELECT i AS id, hash(i, 1) AS fare, hash(i, 2) AS tip FROM range(100000) t(i)',
  );
  await standIn.putObject('lake', 'trips/a.parquet', readFileSync(path));
});

/** Requests for the object. */
const gets = (): number =>
  aws()
    .standIn.control.state()
    .s3.filter(({ method, path }) => method === 'GET' && path.includes('a.parquet')).length;

describe('what a command moves from S3', () => {
  it('is said at the end, on standard error, once', async () => {
    const args = ['profile', 's3://lake/trips/', '--columns', 'fare'];
    const first = await aws().work.run(args);
    expect(first.code).toBe(0);
    const [said] = SAID.exec(first.stderr) ?? [];
    // A footer, then a column.
    expect(said).toMatch(/^Moved \d+\.\d (?:kB|MB) of 1 object from S3 in \d requests\.$/);
    expect(said).toContain(`in ${String(gets())} requests`);
    expect(first.stdout).not.toMatch(SAID);
    // Nothing comes twice.
    expect((await aws().work.run(args)).stderr).not.toMatch(SAID);
  });

  it('is not said with --quiet', async () => {
    const quiet = await aws().work.run(['preview', 's3://lake/trips/', '--quiet']);
    expect([quiet.code, quiet.stderr]).toEqual([0, '']);
  });

  it('is said beside JSON, which stays alone', async () => {
    const json = await aws().work.run(['profile', 's3://lake/trips/', '--json']);
    expect(json.json).toMatchObject({ rows: 100_000 });
    expect(json.stderr).toMatch(SAID);
  });

  it('is never more than --max-transfer: one sentence, before it comes', async () => {
    const { work } = aws();
    const refused = await work.run(['profile', 's3://lake/trips/', '--max-transfer', '1MB']);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(
      /^This would move 2\.\d MB from S3, more than --max-transfer allows \(1\.0 MB\)\. Give a larger size, or read fewer columns or objects\.$/m,
    );
    expect(gets()).toBe(1);
    const opened = await work.run([
      'profile',
      's3://lake/trips/',
      '--max-transfer',
      '1KB',
      '--json',
    ]);
    // The footer is here by now.
    expect(opened.json).toMatchObject({ error: { code: 'usage' } });
    const enough = await work.run(['profile', 's3://lake/trips/', '--max-transfer', '3 MB']);
    expect(enough.code).toBe(0);
  });

  it.each(['1', 'x', '-1MB', '1 mib', ''])('of %j is no size', async (size) => {
    const end = await aws().work.run(['preview', 'x.csv', '--max-transfer', size]);
    expect(end.code).toBe(2);
    expect(end.stderr).toContain('It must be a size such as 500MB or 2GB.');
  });
});
