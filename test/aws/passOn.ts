import { request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AwsCall } from './awsCall.ts';
import type { S3Fault } from './faults.ts';

// Between two neighbours only; node sets its own. `expect` was answered by our own server.
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'expect', 'te']);

export interface PassedOn {
  status: number;
  bytes: number;
}

/**
 * Hands a request on to `upstream` and its answer back, both unchanged to the byte; the Host header
 * stays, so that signatures hold. A fault may cut or corrupt the answer's body.
 */
export async function passOn(
  call: AwsCall,
  request: IncomingMessage,
  response: ServerResponse,
  upstream: URL,
  fault?: S3Fault,
): Promise<PassedOn> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = headersOf(request, call.body);
    const outgoing = forward({
      host: upstream.hostname,
      port: upstream.port,
      method: request.method,
      path: request.url,
      headers,
      agent: false,
    });
    outgoing.once('response', resolve);
    outgoing.once('error', reject);
    response.once('close', () => {
      if (!response.writableFinished) outgoing.destroy();
    });
    if (call.body === undefined) request.pipe(outgoing);
    else outgoing.end(call.body);
  });
  if (fault?.kind === 'dropAfter') {
    answer.resume();
    response.destroy();
    return { status: 0, bytes: 0 };
  }
  const status = answer.statusCode ?? 502;
  response.writeHead(status, headersOf(answer));
  const bytes = await sendBody(answer, response, fault);
  return { status, bytes };
}

function headersOf(message: IncomingMessage, body?: Buffer): string[] {
  const kept: string[] = [];
  for (let index = 0; index + 1 < message.rawHeaders.length; index += 2) {
    const name = message.rawHeaders[index] ?? '';
    const value = message.rawHeaders[index + 1] ?? '';
    if (body !== undefined && name.toLowerCase() === 'content-length') continue;
    const chunked = name.toLowerCase() === 'transfer-encoding' && value.includes('chunked');
    if (chunked || !HOP_BY_HOP.has(name.toLowerCase())) kept.push(name, value);
  }
  if (body !== undefined) kept.push('content-length', String(body.length));
  return kept;
}

async function sendBody(
  answer: IncomingMessage,
  response: ServerResponse,
  fault: S3Fault | undefined,
): Promise<number> {
  let sent = 0;
  const at = fault?.at ?? 0;
  // What is written waits in the head's buffer otherwise, and would be lost with the connection.
  response.flushHeaders();
  for await (const part of answer) {
    // SAFETY: without an encoding, node hands an answer's body over in Buffers.
    let buffer = part as Buffer;
    if (fault?.kind === 'cut' && sent + buffer.length > at) {
      buffer = buffer.subarray(0, at - sent);
      await new Promise((resolve) => response.write(buffer, resolve));
      response.destroy();
      answer.destroy();
      return sent + buffer.length;
    }
    if (fault?.kind === 'corrupt' && at >= sent && at < sent + buffer.length) {
      buffer = Buffer.from(buffer);
      buffer[at - sent] = 255 - (buffer[at - sent] ?? 0);
    }
    if (response.destroyed) return sent;
    sent += buffer.length;
    if (!response.write(buffer)) await drained(response);
  }
  response.end();
  return sent;
}

async function drained(response: ServerResponse): Promise<void> {
  await new Promise<void>((resolve) => {
    const settle = (): void => {
      response.off('drain', settle);
      response.off('close', settle);
      resolve();
    };
    response.once('drain', settle);
    response.once('close', settle);
  });
}
