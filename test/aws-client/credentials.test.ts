import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAws } from '../../src/aws/client.ts';
import { rejection } from './rejection.ts';

const before = { ...process.env };
beforeEach(() => {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('AWS_')) Reflect.deleteProperty(process.env, name);
  }
});
afterEach(() => {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('AWS_')) Reflect.deleteProperty(process.env, name);
  }
  Object.assign(process.env, before);
});

describe("the SDK's own credential chain", () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'sluice-home-'));
    Object.assign(process.env, {
      AWS_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: join(home, 'config'),
      AWS_SHARED_CREDENTIALS_FILE: join(home, 'credentials'),
    });
  });
  afterEach(() => {
    rmSync(home, { recursive: true, force: true });
  });

  const sso = `[profile NAME]
sso_session = corp
sso_account_id = 123456789012
sso_role_name = Dev
[sso-session corp]
sso_start_url = https://example.awsapps.com/start
sso_region = us-east-1
`;

  it('without any credentials', async () => {
    const aws = createAws({ mode: 'inProcess' });
    expect(await rejection(aws.identity({}))).toMatchObject({
      code: 'credentials',
      message: 'No AWS credentials were found.',
    });
    aws.dispose();
  });

  it('with a sign-in that has run out', async () => {
    // The SDK reads a configuration file once per process: each test has its own file.
    writeFileSync(join(home, 'config'), sso.replace('NAME', 'corp-dev'));
    process.env.AWS_PROFILE = 'corp-dev';
    const aws = createAws({ mode: 'inProcess' });
    expect(await rejection(aws.resolve({ uri: 's3://lake/x/' }))).toMatchObject({
      code: 'credentials',
      message: 'The sign-in of the profile corp-dev has expired.',
      hint: 'Run `aws sso login --profile corp-dev` and try again.',
    });
    aws.dispose();
  });

  it('asks a credential process once for all services, and heeds endpoints of the profile', async () => {
    const server = createServer((request, response) => {
      response.writeHead(200, { 'content-type': 'text/xml' });
      response.end(
        request.method === 'POST'
          ? '<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::1:user/me</Arn><Account>1</Account></GetCallerIdentityResult></GetCallerIdentityResponse>'
          : '<ListBucketResult><KeyCount>0</KeyCount></ListBucketResult>',
      );
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    try {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      const count = join(home, 'count');
      const script = join(home, 'credentials.sh');
      writeFileSync(
        script,
        `#!/bin/sh\necho asked >> ${count}\necho '{"Version":1,"AccessKeyId":"a","SecretAccessKey":"b"}'\n`,
        { mode: 0o755 },
      );
      const endpoint = `endpoint_url = http://127.0.0.1:${String(port)}`;
      writeFileSync(
        join(home, 'config'),
        `[profile proc]\ncredential_process = ${script}\nservices = here\n[services here]\ns3 =\n  ${endpoint}\nsts =\n  ${endpoint}\n`,
      );
      process.env.AWS_PROFILE = 'proc';
      const aws = createAws({ mode: 'inProcess' });
      expect(await aws.identity({})).toEqual({
        account: '1',
        arn: 'arn:aws:iam::1:user/me',
        region: 'us-east-1',
        profile: 'proc',
        customEndpoint: true,
      });
      // Path style: a virtual host would have asked for another machine.
      expect(await aws.prefixIsUsed({ uri: 's3://lake/x/' })).toBe(false);
      expect(readFileSync(count, 'utf8')).toBe('asked\n');
      aws.dispose();
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it('without a region', async () => {
    Reflect.deleteProperty(process.env, 'AWS_REGION');
    process.env.AWS_DEFAULT_REGION = 'eu-west-1';
    const aws = createAws({ mode: 'inProcess' });
    expect(await rejection(aws.identity({}))).toMatchObject({
      code: 'usage',
      message: 'No AWS region is set.',
      hint: 'Set AWS_REGION; AWS_DEFAULT_REGION is read by the AWS command line only.',
    });
    aws.dispose();
  });

  it('with an endpoint that nobody answers at', async () => {
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: 'x',
      AWS_SECRET_ACCESS_KEY: 'y',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      AWS_MAX_ATTEMPTS: '1',
    });
    const aws = createAws({ mode: 'inProcess' });
    for (const call of [aws.identity({}), aws.resolve({ uri: 's3://lake/x/' })]) {
      expect(await rejection(call)).toMatchObject({ code: 'network' });
    }
    aws.dispose();
  });
});
