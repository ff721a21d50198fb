import type { IncomingMessage } from 'node:http';

/** What a request asks of which service, as far as its head and body tell. */
export interface AwsCall {
  protocol: 'json' | 'query' | 's3';
  /** `SageMaker`, `Logs_20140328`, … of JSON services; empty elsewhere. */
  target: string;
  /** The operation's name; for S3 the method, as `S3.GET`. */
  operation: string;
  /** Region of the signature; undefined for an unsigned request. */
  region: string | undefined;
  /** The whole body, except of S3 requests, which are streamed. */
  body: Buffer | undefined;
}

const BODY_LIMIT = 16 * 1024 * 1024;

export async function readAwsCall(request: IncomingMessage): Promise<AwsCall> {
  const region = regionOf(request);
  const header = request.headers['x-amz-target'];
  if (typeof header === 'string') {
    const [target = '', operation = ''] = header.split('.');
    return { protocol: 'json', target, operation, region, body: await readBody(request) };
  }
  const type = request.headers['content-type'] ?? '';
  if (request.method === 'POST' && type.startsWith('application/x-www-form-urlencoded')) {
    const body = await readBody(request);
    const operation = new URLSearchParams(body.toString('utf8')).get('Action') ?? '';
    return { protocol: 'query', target: '', operation, region, body };
  }
  const operation = `S3.${request.method ?? 'GET'}`;
  return { protocol: 's3', target: '', operation, region, body: undefined };
}

function regionOf(request: IncomingMessage): string | undefined {
  const scope = /Credential=[^/,]+\/\d{8}\/([a-z0-9-]+)\//.exec(
    request.headers.authorization ?? '',
  );
  return scope?.[1];
}

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    // SAFETY: without an encoding, node hands a request's body over in Buffers.
    const buffer = part as Buffer;
    size += buffer.length;
    if (size > BODY_LIMIT) throw new Error('The request is larger than any that AWS takes');
    parts.push(buffer);
  }
  return Buffer.concat(parts);
}
