import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { sluice } from './sluice.ts';

/** S3 and SageMaker in a process of their own, and the extension led to them. */
export interface HostStandIn {
  /** Puts an object; its bucket is made when it is not there. */
  readonly put: (bucket: string, key: string, body: string | Uint8Array) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts the stand-in and has the AWS process of this window use it. */
export async function startHostStandIn(): Promise<HostStandIn> {
  const root = vscode.extensions.getExtension('sluice.sluice')?.extensionPath ?? '';
  const node = join(root, 'node_modules', '.bin', 'node');
  const child = spawn(node, [join(root, 'test', 'aws', 'serve.ts')], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const { endpoint, env } = await told(child);
  const before = { ...process.env };
  Object.assign(process.env, env, {
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  });
  (await sluice()).s3.aws.restart();
  const request = async (path: string, body?: string | Uint8Array): Promise<void> => {
    const scope = 'Credential=AKIASTANDIN000000001/20260101/us-east-1/s3/aws4_request';
    const answer = await fetch(`${endpoint}/${path}`, {
      method: 'PUT',
      headers: { Authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=0` },
      ...(body === undefined ? {} : { body: Buffer.from(body) }),
    });
    if (!answer.ok) throw new Error(`PUT ${path}: ${String(answer.status)} ${await answer.text()}`);
  };
  return {
    put: async (bucket, key, body) => {
      await request(bucket);
      await request(`${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`, body);
    },
    stop: async () => {
      for (const name of Object.keys(process.env)) {
        if (!(name in before)) Reflect.deleteProperty(process.env, name);
      }
      Object.assign(process.env, before);
      (await sluice()).s3.aws.restart();
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.stdin.end();
      await ended;
    },
  };
}

async function told(
  child: ChildProcess,
): Promise<{ readonly endpoint: string; readonly env: Record<string, string> }> {
  if (!child.stdout) throw new Error('the stand-in has no output');
  const lines = createInterface({ input: child.stdout });
  return new Promise((resolve, reject) => {
    child.once('exit', () => {
      reject(new Error('the stand-in did not start'));
    });
    lines.once('line', (line) => {
      // SAFETY: the one line that the stand-in prints.
      resolve(JSON.parse(line) as { endpoint: string; env: Record<string, string> });
    });
  });
}
