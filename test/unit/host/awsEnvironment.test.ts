import { describe, expect, it } from 'vitest';
import type { Aws } from '../../../src/aws/client.ts';
import { awsMethods } from '../../../src/shared/contracts/aws.ts';
import { awsEnvironment, profileName, regionName } from '../../../src/host/aws/awsEnvironment.ts';
import { SwappingAws } from '../../../src/host/aws/swappingAws.ts';

const none = { profile: '', region: '', endpointUrl: '', requesterPays: [] };

describe('the environment of the AWS process', () => {
  it.each([
    ['settings that are empty leave it as it is', none, { AWS_PROFILE: 'a', PATH: '/bin' }],
    [
      'a profile that is set beats the window’s',
      { ...none, profile: 'b' },
      { AWS_PROFILE: 'b', PATH: '/bin' },
    ],
    [
      'all of them',
      {
        ...{ profile: 'b', region: 'eu-west-1', endpointUrl: 'http://127.0.0.1:9' },
        requesterPays: ['one', 'two'],
      },
      {
        SLUICE_S3_REQUESTER_PAYS: 'one,two',
        ...{ AWS_PROFILE: 'b', AWS_REGION: 'eu-west-1', PATH: '/bin' },
        AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      },
    ],
  ])('%s', (_what, settings, expected) => {
    expect(awsEnvironment({ AWS_PROFILE: 'a', PATH: '/bin' }, settings)).toEqual(expected);
  });

  it.each([
    ['the setting', { AWS_PROFILE: 'a' }, { ...none, profile: 'b' }, 'b'],
    ['the window’s', { AWS_PROFILE: 'a' }, none, 'a'],
    ['keys of the environment', { AWS_ACCESS_KEY_ID: 'x' }, none, 'environment'],
    ['nothing at all', {}, none, 'default'],
  ])('names the profile without asking: %s', (_what, env, settings, expected) => {
    expect(profileName(env, settings)).toBe(expected);
  });

  it('names the region only where one is given', () => {
    expect(regionName({ AWS_REGION: 'us-east-1' }, none)).toBe('us-east-1');
    expect(regionName({ AWS_REGION: 'us-east-1' }, { ...none, region: 'eu-west-1' })).toBe(
      'eu-west-1',
    );
    expect(regionName({}, none)).toBeUndefined();
  });
});

describe('one AWS side over changing processes', () => {
  /** An AWS side that answers with its number. */
  function sides(): {
    readonly made: number[];
    readonly ended: number[];
    readonly make: () => Aws;
  } {
    const made: number[] = [];
    const ended: number[] = [];
    return {
      ...{ made, ended },
      make: () => {
        const number = made.length + 1;
        made.push(number);
        const methods = awsMethods.map((method): [string, unknown] => [
          method,
          () => Promise.resolve(number),
        ]);
        const dispose = (): void => {
          ended.push(number);
        };
        // SAFETY: the test looks at nothing but the number.
        return { ...Object.fromEntries<unknown>(methods), dispose } as Aws;
      },
    };
  }

  it('makes none before the first call, and another after a change', async () => {
    const { made, ended, make } = sides();
    let called = 0;
    const aws = new SwappingAws(make, () => (called += 1));
    const { remote } = aws;
    expect(made).toEqual([]);
    expect(await remote.identity({})).toBe(1);
    expect(await remote.list({ uri: 's3://' })).toBe(1);
    aws.swap();
    expect([made, ended]).toEqual([[1], [1]]);
    expect(await remote.identity({})).toBe(2);
    expect(called).toBe(3);
    await remote.profiles({});
    expect(called).toBe(3);
    aws.dispose();
    await expect(remote.identity({})).rejects.toMatchObject({ code: 'cancelled' });
    expect(ended).toEqual([1, 2]);
  });
});
