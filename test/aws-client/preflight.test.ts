import { describe, expect, it } from 'vitest';
import { useStandIn } from './useStandIn.ts';

const bench = useStandIn();

describe('preflight', () => {
  const GB = 1e9;

  it('finds nothing in a sound plan', async () => {
    const { aws, role } = bench();
    const report = await aws.preflight({
      role,
      staging: 's3://lake/stage/',
      outputs: [{ name: 'train', uri: 's3://lake/out/run-1/' }],
      inputs: [{ name: 'main', uri: 's3://lake/raw/', size: 2 * GB }],
      volumeGb: 9,
    });
    expect(report).toEqual({
      identity: {
        account: '123456789012',
        arn: 'arn:aws:sts::123456789012:user/moto',
        region: 'us-east-1',
        customEndpoint: true,
      },
      problems: [],
    });
  });

  it('names all that would fail, and creates nothing', async () => {
    const { aws, standIn } = bench();
    await standIn.createBucket('faraway', 'eu-west-1');
    await standIn.putObject('lake', 'out/run-1/part-0.csv', 'x');
    const role = await standIn.createRole('Lambda', 'lambda.amazonaws.com');
    standIn.control.reset();
    const { problems } = await aws.preflight({
      role,
      staging: 's3://faraway/stage/',
      outputs: [
        { name: 'train', uri: 's3://lake/out/run-1/' },
        { name: 'test', uri: 's3://no-such-bucket/x/' },
      ],
      inputs: [{ name: 'main', uri: 's3://lake/raw/', size: 10 * GB }],
      volumeGb: 24,
    });
    expect(problems.map(({ field, code, severity }) => [field, code, severity])).toEqual([
      ['role', 'role-trust', 'error'],
      ['staging', 'wrong-region', 'error'],
      ['outputs.test', 'not-found', 'error'],
      ['outputs.train', 'used-prefix', 'error'],
      ['volumeGb', 'small-volume', 'error'],
    ]);
    expect(problems.at(-1)?.hint).toBe('Set it to at least 25 GB: twice the input and 5 GB.');
    expect(problems.every(({ message, hint }) => message !== '' && hint !== '')).toBe(true);
    const { calls, created } = standIn.control.state();
    expect(created).toEqual({ processing: 0, training: 0 });
    expect(Object.keys(calls).sort()).toEqual([
      'GetCallerIdentity',
      'GetRole',
      'S3.GET',
      'S3.HEAD',
    ]);
  });

  const roles: readonly (readonly [string, string, string])[] = [
    ['MyRole', 'role-form', 'error'],
    ['arn:aws:iam::123456789012:user/me', 'role-form', 'error'],
    [
      'arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123',
      'role-form',
      'error',
    ],
    ['arn:aws:iam::999999999999:role/Other', 'role-account', 'error'],
    ['arn:aws:iam::123456789012:role/Nobody', 'role-missing', 'error'],
    ['arn:aws:iam::123456789012:role/path/SageMakerRole', 'role-path', 'error'],
  ];
  for (const [role, code, severity] of roles) {
    it(`judges the role ${role}`, async () => {
      const { problems } = await bench().aws.preflight({
        role,
        staging: 's3://lake/stage/',
        outputs: [],
        inputs: [],
        volumeGb: 30,
      });
      expect(problems).toMatchObject([{ field: 'role', code, severity }]);
    });
  }

  it('says what it could not check', async () => {
    const { aws, standIn, role } = bench();
    standIn.control.fault({ operation: 'GetRole', kind: 'accessDenied' });
    const { problems } = await aws.preflight({
      role,
      staging: 's3://lake/stage/',
      outputs: [],
      inputs: [],
      volumeGb: 30,
    });
    expect(problems).toMatchObject([{ field: 'role', code: 'not-checked', severity: 'note' }]);
  });

  it('ends at credentials that do not work', async () => {
    const { aws, standIn, role } = bench();
    standIn.control.fault({ operation: 'GetCallerIdentity', kind: 'expiredToken' });
    const report = await aws.preflight({
      role,
      staging: 's3://lake/stage/',
      outputs: [],
      inputs: [],
      volumeGb: 1,
    });
    expect(report.identity).toBeUndefined();
    expect(report.problems.map(({ field, code }) => [field, code])).toEqual([
      ['identity', 'credentials'],
      ['volumeGb', 'small-volume'],
    ]);
  });
});
