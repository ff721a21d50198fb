import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAws } from '../../src/aws/client.ts';
import type { Aws } from '../../src/aws/client.ts';
import { rejection } from '../aws-client/rejection.ts';
import { useS3 } from './useS3.ts';
import type { Credentials } from './versityGw.ts';

const bench = useS3();
let home: string;
let aws: Aws | undefined;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'sluice-s3-home-'));
  for (let index = 0; index < 40; index++) {
    await bench().server.seedObject('lake', `x/${String(index)}.csv`, Buffer.from(String(index)));
  }
  Reflect.deleteProperty(process.env, 'AWS_ACCESS_KEY_ID');
  Reflect.deleteProperty(process.env, 'AWS_SECRET_ACCESS_KEY');
  process.env.AWS_CONFIG_FILE = join(home, 'config');
  process.env.AWS_SHARED_CREDENTIALS_FILE = join(home, 'credentials');
  process.env.AWS_PROFILE = 'dev';
});
afterEach(() => {
  aws?.dispose();
  rmSync(home, { recursive: true, force: true });
});

function client(): Aws {
  return (aws = createAws({ mode: 'inProcess' }));
}

/**
 * A profile whose credentials come from a program, which counts how often it is asked and gives the
 * keys of another user each time, up to the last.
 */
function useProcess(users: readonly Credentials[], seconds: number): { asked(): number } {
  const log = join(home, 'asked');
  writeFileSync(log, '');
  const script = join(home, 'credentials.mjs');
  writeFileSync(
    script,
    `import { appendFileSync, readFileSync } from 'node:fs';
     const users = ${JSON.stringify(users)};
     const asked = readFileSync(${JSON.stringify(log)}).length;
     appendFileSync(${JSON.stringify(log)}, 'x');
     const user = users[Math.min(asked, users.length - 1)];
     console.log(JSON.stringify({
       Version: 1,
       AccessKeyId: user.accessKeyId,
       SecretAccessKey: user.secretAccessKey,
       Expiration: new Date(Date.now() + ${String(seconds * 1000)}).toISOString(),
     }));`,
  );
  writeFileSync(
    join(home, 'config'),
    `[profile dev]\ncredential_process = ${process.execPath} ${script}\n`,
  );
  return { asked: () => readFileSync(log, 'utf8').length };
}

/** Users who may read the bucket. */
async function readers(...names: readonly string[]): Promise<Credentials[]> {
  const { server, direct } = bench();
  const users = names.map((name) => ({ accessKeyId: name, secretAccessKey: `secret-of-${name}` }));
  for (const user of users) await server.createUser(user);
  const statement = {
    ...{ Effect: 'Allow', Principal: names, Action: ['s3:GetObject', 's3:ListBucket'] },
    Resource: ['arn:aws:s3:::lake', 'arn:aws:s3:::lake/*'],
  };
  await direct.send(
    new PutBucketPolicyCommand({
      Bucket: 'lake',
      Policy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
    }),
  );
  return users;
}

/** A profile with fixed keys, as tools write them that fetch keys for an hour. */
function useKeys({ accessKeyId, secretAccessKey }: Credentials): void {
  writeFileSync(
    join(home, 'credentials'),
    `[dev]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`,
  );
}

async function fetchAll(): Promise<number> {
  const source = await client().resolve({ uri: 's3://lake/x/' });
  const { files } = await (aws ?? client()).ensure({
    ...source,
    cacheDirectory: join(home, 'cache'),
  });
  return files.length;
}

describe('credentials that live for a minute', () => {
  it('serve many requests: the program is asked once, not per request', async () => {
    const program = useProcess([bench().server.credentials], 60);
    expect(await fetchAll()).toBe(40);
    expect(program.asked()).toBe(1);
  });

  it('are fetched anew in time, for as long as the session lasts', async () => {
    // They are renewed after three quarters of two seconds.
    const program = useProcess([bench().server.credentials], 2);
    const session = client();
    const until = Date.now() + 6000;
    let requests = 0;
    while (Date.now() < until) {
      await session.list({ uri: 's3://lake/x/' });
      requests += 1;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(requests).toBeGreaterThan(20);
    expect(program.asked()).toBeGreaterThanOrEqual(3);
    expect(program.asked()).toBeLessThanOrEqual(6);
    expect(bench().proxy.requests.every(({ status }) => status === 200)).toBe(true);
  });
});

describe('credentials that end in the middle, whatever they say of themselves', () => {
  const expired = { kind: 'error', error: 'ExpiredToken' } as const;

  it('cost one retry: the program is asked once more, however many requests were refused', async () => {
    const program = useProcess(await readers('minute-1', 'minute-2'), 3600);
    const { proxy } = bench();
    const rule = { accessKeyId: 'minute-1', key: /^x\//, skip: 10, times: Infinity };
    proxy.fault({ fault: expired, ...rule });
    expect(await fetchAll()).toBe(40);
    expect(program.asked()).toBe(2);
    const refused = proxy.requests.filter(({ fault }) => fault === 'error');
    expect(refused.length).toBeGreaterThan(0);
    expect(proxy.count({ key: /^x\// })).toBe(40 + refused.length);
  });

  it('are read from the file again, where another tool has written new ones', async () => {
    const [old, fresh] = await readers('old', 'fresh');
    if (old === undefined || fresh === undefined) throw new Error('two users were made');
    const { proxy } = bench();
    proxy.fault({ fault: expired, accessKeyId: 'old', times: Infinity });
    useKeys(old);
    const session = client();
    expect(await rejection(session.list({ uri: 's3://lake/x/' }))).toMatchObject({
      code: 'credentials',
      message: 'The AWS credentials of the profile dev have expired.',
      hint: 'Sign in again, for example with `aws sso login --profile dev`, and try again.',
    });
    useKeys(fresh);
    expect((await session.list({ uri: 's3://lake/x/' })).objects.length).toBe(40);
  });

  it('are not tried again where there are no others', async () => {
    const program = useProcess(await readers('only'), 3600);
    const session = client();
    const source = await session.resolve({ uri: 's3://lake/x/' });
    const { proxy } = bench();
    proxy.clear();
    proxy.fault({ fault: expired, times: Infinity });
    const failed = await rejection(
      session.ensure({
        ...source,
        objects: source.objects.slice(0, 1),
        cacheDirectory: join(home, 'cache'),
      }),
    );
    expect(failed.message).toBe('The AWS credentials of the profile dev have expired.');
    expect(program.asked()).toBe(2);
    expect(proxy.count()).toBe(1);
  });
});
