import {
  CreateBucketCommand,
  DeleteObjectCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, it } from 'vitest';
import { createAws } from '../../src/aws/client.ts';
import { rejection } from '../aws-client/rejection.ts';
import { useS3 } from './useS3.ts';

const bench = useS3();
const URI = 's3://lake/x/a.csv';

async function keepVersions(): Promise<void> {
  await bench().direct.send(
    new PutBucketVersioningCommand({
      Bucket: 'lake',
      VersioningConfiguration: { Status: 'Enabled' },
    }),
  );
}

async function put(body: string, Key = 'x/a.csv'): Promise<string> {
  const { VersionId } = await bench().direct.send(
    new PutObjectCommand({ Bucket: 'lake', Key, Body: body }),
  );
  return VersionId ?? '';
}

async function remove(VersionId?: string): Promise<string> {
  const answer = await bench().direct.send(
    new DeleteObjectCommand({ Bucket: 'lake', Key: 'x/a.csv', VersionId }),
  );
  return answer.VersionId ?? '';
}

beforeEach(async () => {
  await bench().direct.send(new CreateBucketCommand({ Bucket: 'lake' }));
});

describe('the versions of an object', () => {
  it('come newest first, with deletions, and without those of keys that begin alike', async () => {
    const { aws, server } = bench();
    // Written before versions were kept: its id is the word `null`.
    await server.seedObject('lake', 'x/a.csv', Buffer.from('zero'));
    await keepVersions();
    const one = await put('one!!');
    const two = await put('second');
    // The last of all: versitygw takes what is put after a deletion for another one.
    const gone = await remove();
    await put('other', 'x/a.csv.old');
    await put('other', 'x/a');
    const { versions, next } = await aws.versions({ uri: URI });
    expect(next).toBeUndefined();
    expect(
      versions.map(({ versionId, size, current, deleted }) => [versionId, size, current, deleted]),
    ).toEqual([
      [gone, 0, true, true],
      [two, 6, false, false],
      [one, 5, false, false],
      ['null', 4, false, false],
    ]);
    expect(versions[2]?.uri).toBe(`${URI}?versionId=${one}`);
    // md5 of "one!!", by md5sum
    expect(versions[2]?.etag).toBe('15c267b2d96f52b95ad2836213fdb5f5');
    const times = versions.map(({ lastModified }) => Date.parse(lastModified));
    // The server tells some to the second, rounded.
    const seconds = times.map((time) => Math.round(time / 1000));
    expect(seconds).toEqual([...seconds].sort((a, b) => b - a));
    // A version's own address lists them, too.
    expect((await aws.versions({ uri: `${URI}?versionId=${one}` })).versions).toEqual(versions);
  });

  it('come page by page, and stop where the next key begins', async () => {
    const { aws } = bench();
    await keepVersions();
    const ids: string[] = [];
    for (const body of ['1', '2', '3', '4', '5']) ids.unshift(await put(body));
    for (const body of ['1', '2', '3']) await put(body, 'x/a.csv.old');
    const seen: (readonly string[])[] = [];
    for (let page: string | undefined, first = true; first || page !== undefined; first = false) {
      const answer = await aws.versions({
        uri: URI,
        size: 2,
        ...(page === undefined ? {} : { page }),
      });
      seen.push(answer.versions.map(({ versionId }) => versionId));
      page = answer.next;
    }
    expect(seen).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
  });

  it('are just the one where no versions are kept, and it opens by its id', async () => {
    const { aws, server } = bench();
    await server.seedObject('lake', 'x/a.csv', Buffer.from('only'));
    const { versions } = await aws.versions({ uri: URI });
    expect(versions).toMatchObject([{ versionId: 'null', size: 4, current: true, deleted: false }]);
    expect(await aws.getText({ uri: versions[0]?.uri ?? '' })).toBe('only');
  });

  it('of an object that is deleted now begin with its deletion', async () => {
    const { aws } = bench();
    await keepVersions();
    const one = await put('one');
    const gone = await remove();
    const { versions } = await aws.versions({ uri: URI });
    expect(versions.map(({ versionId, current }) => [versionId, current])).toEqual([
      [gone, true],
      [one, false],
    ]);
    expect(await aws.getText({ uri: `${URI}?versionId=${one}` })).toBe('one');
    expect(await rejection(aws.resolve({ uri: `${URI}?versionId=${gone}` }))).toMatchObject({
      code: 'not-found',
      message: `There is nothing at ${URI}?versionId=${gone}: the object was deleted then.`,
    });
  });
});

describe('versions that cannot be had are one sentence', () => {
  it('where the permission is missing', async () => {
    const { server, direct } = bench();
    await server.seedObject('lake', 'x/a.csv', Buffer.from('mine'));
    const user = { accessKeyId: 'AKIAREADER0000000001', secretAccessKey: 'reader-secret' };
    await server.createUser(user);
    const allow = (Action: string, Resource: string) => ({
      ...{ Effect: 'Allow', Principal: { AWS: [user.accessKeyId] }, Action, Resource },
    });
    await direct.send(
      new PutBucketPolicyCommand({
        Bucket: 'lake',
        Policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            allow('s3:GetObject', 'arn:aws:s3:::lake/*'),
            allow('s3:ListBucket', 'arn:aws:s3:::lake'),
          ],
        }),
      }),
    );
    process.env.AWS_ACCESS_KEY_ID = user.accessKeyId;
    process.env.AWS_SECRET_ACCESS_KEY = user.secretAccessKey;
    const reader = createAws({ mode: 'inProcess' });
    try {
      expect(await reader.getText({ uri: URI })).toBe('mine');
      const refused = await rejection(reader.versions({ uri: URI }));
      expect([refused.code, refused.message]).toEqual([
        'forbidden',
        `The credentials do not allow s3:ListBucketVersions on ${URI}.`,
      ]);
      expect(refused.hint).toMatch(/^Ask whoever manages the account/);
    } finally {
      reader.dispose();
    }
  });

  it('where a version was deleted for good since it was listed', async () => {
    const { aws } = bench();
    await keepVersions();
    const one = await put('one');
    await put('two');
    await remove(one);
    expect(await rejection(aws.head({ uri: `${URI}?versionId=${one}` }))).toMatchObject({
      code: 'not-found',
      message: `There is nothing at ${URI}?versionId=${one}.`,
      hint: 'That version was deleted, or never was; “Show Versions…” lists those that are there.',
    });
  });

  it('where there is no object, or no object is meant', async () => {
    const { aws } = bench();
    await keepVersions();
    await put('x', 'x/a.csv.old');
    expect(await rejection(aws.versions({ uri: URI }))).toMatchObject({
      code: 'not-found',
      message: `There is nothing at ${URI}.`,
    });
    expect(await rejection(aws.versions({ uri: 's3://lake/x/' }))).toMatchObject({
      code: 'usage',
      message: 's3://lake/x/ is a folder; only an object has versions.',
    });
  });
});
