import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RunHistory } from '../../../src/jobs/history.ts';
import { RunPanelSession } from '../../../src/session/runs/runPanelSession.ts';
import type { RunForm, RunPanelState } from '../../../src/shared/contracts/runPanel.ts';
import { S3Listing } from '../../../src/session/s3/s3Listing.ts';
import { trips, tripsRecipe, useRunBench } from './runBench.ts';

const bench = useRunBench();

const form = (change: Partial<RunForm> = {}): RunForm => ({
  role: bench().role,
  instance: 'ml.m5.xlarge',
  volumeGb: '30',
  maxMinutes: '30',
  staging: 's3://lake/staging/',
  outputs: {},
  parameters: {},
  refit: true,
  ...change,
});

/** An open panel; `settled` is its state once AWS has answered. */
async function open(change: Partial<RunForm> = {}, recipe = tripsRecipe()) {
  bench().write('trips.csv', trips);
  const recipePath = bench().write('trips.sluice.json', recipe);
  const states: RunPanelState[] = [];
  const session = new RunPanelSession(
    {
      ...{ recipePath, service: bench().service, restMs: 1 },
      history: await RunHistory.near(recipePath),
      text: () => recipe,
      trusted: () => true,
      state: (state) => states.push(state),
    },
    form(change),
  );
  const settled = async (): Promise<RunPanelState> => {
    await expect.poll(() => session.state.checking, { timeout: 30_000 }).toBe(false);
    return session.state;
  };
  await session.open();
  return { session, settled, states };
}
const lines = ({ checks }: RunPanelState): string[] =>
  checks.map(({ state, title }) => `${state} ${title}`);

describe('the run panel', () => {
  it('can be sent when nothing would fail, and tells what was asked', async () => {
    const { session, settled } = await open();
    const state = await settled();
    expect(state.blocked).toBeUndefined();
    expect(state.region).toBe('us-east-1');
    expect(lines(state)).toEqual([
      expect.stringMatching(/^passed Signed in as 123456789012 \/ /),
      'passed SageMaker can take on the role',
      'passed Bucket lake is in us-east-1, as the job',
      'passed 30 GB hold 68 B of input twice, and 5 GB more',
    ]);
    expect(state.summary).toMatch(/^trips\.csv \(68 B, 1 file, snapshot [0-9a-f]{6}\)$/);
    expect(state.parameters).toEqual([{ name: 'least', type: 'int64', default: '1' }]);
    expect(session.shownForm.outputs).toEqual({ train: 's3://lake/trips/train/' });
    session.dispose();
  });

  it.each<[string, Partial<RunForm>, string, string]>([
    [
      'a role that is none',
      { role: 'me' },
      'role',
      'Not the ARN of a role (arn:aws:iam::…:role/…).',
    ],
    ['no role', { role: '' }, 'role', 'A job needs a role.'],
    [
      'an instance that is none',
      { instance: 'big' },
      'instance',
      'No instance type (ml.m5.xlarge).',
    ],
    ['a volume of none', { volumeGb: '0' }, 'volumeGb', 'A whole number of GB from 1 to 16,384.'],
    ['a volume in words', { volumeGb: 'ten' }, 'volumeGb', 'A whole number of GB.'],
    ['a cap of a year', { maxMinutes: '600000' }, 'maxMinutes', 'At most 12960 minutes.'],
    ['no cap', { maxMinutes: '' }, 'maxMinutes', 'A number of minutes.'],
    [
      'a folder here',
      { staging: '/tmp' },
      'staging',
      'Not an address on S3 (s3://bucket/folder/).',
    ],
    [
      'an output here',
      { outputs: { train: 'out' } },
      'outputs.train',
      'Not an address on S3 (s3://bucket/folder/).',
    ],
    [
      'a parameter of another type',
      { parameters: { least: 'two' } },
      'parameters.least',
      'Parameter least (int64) cannot be "two".',
    ],
  ])('%s is told at its field, and blocks', async (_what, change, field, message) => {
    const { session, settled } = await open(change);
    const state = await settled();
    expect(state.problems).toEqual([{ field, message }]);
    expect(state.blocked).toBe('Something is missing in the form.');
    session.dispose();
  });

  it('names what AWS would refuse, at its field, with the way out', async () => {
    await bench().standIn.createBucket('far', 'eu-west-1');
    const other = await bench().standIn.createRole('Other', 'lambda.amazonaws.com');
    const { session, settled } = await open({
      ...{ role: other, staging: 's3://far/', volumeGb: '4' },
      outputs: { train: 's3://nowhere-at-all/' },
    });
    const state = await settled();
    const failed = state.checks.filter((line) => line.state === 'failed');
    expect(failed.map(({ field, remedy }) => [field, remedy?.label])).toEqual([
      ['role', undefined],
      ['inputs.main', 'Run in eu-west-1'],
      ['outputs.train', undefined],
      ['volumeGb', 'Use 6 GB'],
    ]);
    expect(state.blocked).toBe('4 checks would fail.');
    session.dispose();
  });

  it('stale values block until they are learned again', async () => {
    const { session, settled } = await open({ refit: false });
    const state = await settled();
    expect(state.fitted).toEqual({ state: 'missing', detail: 'Step fill has not learned yet.' });
    expect(state.checks[0]?.remedy).toEqual({
      ...{ kind: 'set', label: 'Learn again', field: 'refit', value: 'true' },
    });
    expect(state.blocked).toBe('1 check would fail.');
    await session.change(form());
    expect((await settled()).blocked).toBeUndefined();
    session.dispose();
  });

  it('a recipe that is broken or writes nothing cannot be sent', async () => {
    const broken = await open({}, '{ "sluice": 1, ');
    expect((await broken.settled()).checks).toMatchObject([
      { field: 'recipe', state: 'failed', remedy: { command: 'openRecipe' } },
    ]);
    expect(broken.session.state.blocked).toBe('1 check would fail.');
    broken.session.dispose();
    const silent = await open({}, tripsRecipe({ outputs: [] }));
    expect(lines(await silent.settled())[0]).toBe('failed The recipe has no outputs');
    silent.session.dispose();
  });

  it('without credentials there is one line and the way out', async () => {
    const before = { ...process.env };
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) {
      Reflect.deleteProperty(process.env, name);
    }
    try {
      const { session, settled } = await open({ role: '' });
      const state = await settled();
      expect(state.checks).toMatchObject([
        {
          state: 'failed',
          title: 'No AWS credentials were found',
          remedy: { label: 'Select profile' },
        },
      ]);
      expect(state.checks[0]?.detail).not.toMatch(/AWS_/);
      session.dispose();
    } finally {
      Object.assign(process.env, before);
    }
  });
});

describe('S3, page by page', () => {
  it('gives all there is, a page at a time, and stops', async () => {
    const { standIn, aws } = bench();
    for (let at = 0; at < 7; at += 1)
      await standIn.putObject('lake', `many/${String(at)}.csv`, 'a\n1\n');
    await standIn.putObject('lake', 'many/deep/x.csv', 'a\n1\n');
    const listing = new S3Listing(aws, 's3://lake/many/', '', 3);
    const seen: number[] = [];
    while (listing.hasMore) {
      await Promise.all([listing.more(), listing.more()]);
      seen.push(listing.folders.length + listing.objects.length);
    }
    expect(seen).toEqual([3, 6, 8]);
    expect(listing.folders).toEqual(['s3://lake/many/deep/']);
    expect(listing.objects.map(({ key }) => key).at(-1)).toBe('many/6.csv');
  });

  it('lists buckets, profiles and regions', async () => {
    const { aws, folder } = bench();
    const root = new S3Listing(aws, 's3://');
    await root.more();
    expect(root.buckets.map(({ name }) => name)).toEqual(['lake']);
    const config = join(folder, 'config');
    writeFileSync(
      config,
      '[default]\nregion = eu-west-1\n[profile work]\nregion=us-east-2\n[sso-session x]\nsso_region = eu-west-1\n',
    );
    const credentials = join(folder, 'credentials');
    writeFileSync(credentials, '[old]\naws_access_key_id = a\naws_secret_access_key = b\n');
    process.env.AWS_CONFIG_FILE = config;
    process.env.AWS_SHARED_CREDENTIALS_FILE = credentials;
    try {
      expect(await aws.profiles({})).toEqual([
        { name: 'default', region: 'eu-west-1' },
        { name: 'old' },
        { name: 'work', region: 'us-east-2' },
      ]);
    } finally {
      process.env.AWS_CONFIG_FILE = '/dev/null';
      process.env.AWS_SHARED_CREDENTIALS_FILE = '/dev/null';
    }
    expect(await aws.regions({})).toContain('eu-central-1');
  });
});
