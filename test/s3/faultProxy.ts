import { Agent, createServer, request as forward } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { answerHtml } from './faults/answerHtml.ts';
import { answerS3Error } from './faults/answerS3Error.ts';
import { bodyFault, Cut } from './faults/bodyFault.ts';
import type { Fault, FaultRule } from './faults/fault.ts';
import { RuleBook } from './faults/ruleBook.ts';
import { s3Errors } from './faults/s3Errors.ts';
import { readRequest } from './s3Request.ts';
import type { S3Request } from './s3Request.ts';
import type { VersityGw } from './versityGw.ts';

/** What a count looks at; what is left out is everything. */
interface Which {
  readonly method?: string;
  readonly bucket?: string;
  readonly key?: string | RegExp;
}

export interface FaultProxy {
  /** `http://127.0.0.1:<port>`, the same for the proxy's whole life. */
  readonly endpoint: string;
  /** Orders a fault. */
  fault(rule: FaultRule): void;
  /** Rules that wait for more requests than have come. */
  pending(): readonly FaultRule[];
  /** Requests in the order of their arrival; their counts are final once they are `done`. */
  readonly requests: readonly S3Request[];
  count(which?: Which): number;
  /** Bytes of bodies that were sent to clients. */
  bytes(which?: Which): number;
  /** Forgets rules and requests. */
  clear(): void;
  /** Until `accept`, connections are refused, and those that stand are lost. */
  refuse(): Promise<void>;
  accept(): Promise<void>;
  stop(): Promise<void>;
}

// Between two neighbours only; node sets its own. `expect` was answered by our own server.
const hopByHop = new Set(['connection', 'keep-alive', 'transfer-encoding', 'expect', 'te']);

/**
 * Starts a proxy before versitygw. Requests and answers pass unchanged to the byte, the Host header
 * too, so that signatures hold; each is counted, and those that a rule meets go wrong.
 */
export async function startFaultProxy(upstream: VersityGw): Promise<FaultProxy> {
  const rules = new RuleBook();
  const requests: S3Request[] = [];
  const agent = new Agent({ keepAlive: true });
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const entry = readRequest(request);
    requests.push(entry);
    const fault = rules.take(entry);
    entry.fault = fault?.kind;
    serve({ request, response, entry, fault, upstream, agent }).then(
      () => {
        entry.done = true;
      },
      (error: unknown) => {
        entry.done = true;
        // The client is gone, or versitygw is: either way there is nobody to tell but by the end.
        entry.trouble = String(error);
        response.destroy();
      },
    );
  });
  const port = await listen(server, 0);
  const chosen = ({ method, bucket, key }: Which = {}): S3Request[] =>
    requests.filter(
      (entry) =>
        (method ?? entry.method) === entry.method &&
        (bucket ?? entry.bucket) === entry.bucket &&
        (key === undefined || (typeof key === 'string' ? key === entry.key : key.test(entry.key))),
    );
  const refuse = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  return {
    endpoint: `http://127.0.0.1:${String(port)}`,
    fault(rule) {
      rules.add(rule);
    },
    pending: () => rules.pending(),
    requests,
    count: (which) => chosen(which).length,
    bytes: (which) => chosen(which).reduce((sum, { bytes }) => sum + bytes, 0),
    clear() {
      rules.clear();
      requests.length = 0;
    },
    refuse,
    async accept() {
      if (!server.listening) await listen(server, port);
    },
    async stop() {
      await refuse();
      agent.destroy();
    },
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly entry: S3Request;
  readonly fault: Fault | undefined;
  readonly upstream: VersityGw;
  readonly agent: Agent;
}

async function serve(exchange: Exchange): Promise<void> {
  const { request, response, entry, fault, upstream } = exchange;
  const refused = (bytes: number): void => {
    entry.status = response.statusCode;
    entry.bytes = bytes;
  };
  switch (fault?.kind) {
    case 'error':
      refused(answerS3Error(request, response, s3Errors[fault.error]));
      return;
    case 'html':
      refused(answerHtml(request, response, fault.status));
      return;
    case 'redirect':
      if (entry.region === fault.region || entry.region === undefined) break;
      refused(answerS3Error(request, response, moved(entry.bucket, fault.region)));
      return;
    case 'requester-pays':
      if (request.headers['x-amz-request-payer'] === 'requester') break;
      refused(answerS3Error(request, response, s3Errors.AccessDenied));
      return;
    case 'drop':
      if (fault.when === 'after') break;
      request.socket.destroy();
      return;
    case 'line':
    case 'delay':
      await pause(fault.milliseconds);
      break;
    case 'replace':
      await upstream.seedObject(entry.bucket, entry.key, fault.content);
      break;
    case 'delete':
      await upstream.deleteObject(entry.bucket, entry.key);
      break;
    default:
  }
  await passOn(exchange);
}

function moved(bucket: string, region: string) {
  return {
    status: 301,
    code: 'PermanentRedirect',
    message:
      'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
    more: { Endpoint: `${bucket}.s3.${region}.amazonaws.com`, Bucket: bucket },
    headers: { 'x-amz-bucket-region': region },
  };
}

async function passOn({ request, response, entry, fault, upstream, agent }: Exchange) {
  const { hostname, port } = new URL(upstream.endpoint);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing = forward({
      ...{ host: hostname, port, method: request.method, path: request.url, agent },
      headers: endToEnd(request),
    });
    outgoing.once('response', resolve).on('error', reject);
    response.once('close', () => {
      if (!response.writableFinished) outgoing.destroy();
    });
    request.pipe(outgoing);
  });
  if (fault?.kind === 'drop') {
    answer.resume();
    response.destroy();
    return;
  }
  entry.status = answer.statusCode ?? 502;
  const length = fault?.kind === 'truncate' ? fault.at : undefined;
  response.writeHead(entry.status, endToEnd(answer, length));
  // What is written would wait in the head's buffer otherwise, and be lost with the connection.
  response.flushHeaders();
  try {
    // SAFETY: without an encoding, node hands an answer's body over in Buffers.
    for await (const part of bodyFault(fault, answer as AsyncIterable<Buffer>, response)) {
      if (response.destroyed) return;
      entry.bytes += part.length;
      await new Promise((resolve) => response.write(part, resolve));
    }
    response.end();
  } catch (error) {
    if (!(error instanceof Cut)) throw error;
    if (error.how === 'reset') response.socket?.resetAndDestroy();
    else response.destroy();
  } finally {
    answer.destroy();
  }
}

function endToEnd(message: IncomingMessage, length?: number): string[] {
  const kept: string[] = [];
  for (let index = 0; index + 1 < message.rawHeaders.length; index += 2) {
    const name = message.rawHeaders[index] ?? '';
    const value = message.rawHeaders[index + 1] ?? '';
    const shorter = length !== undefined && name.toLowerCase() === 'content-length';
    const chunked = name.toLowerCase() === 'transfer-encoding' && value.includes('chunked');
    if (shorter) kept.push(name, String(Math.min(Number(value), length)));
    else if (chunked || !hopByHop.has(name.toLowerCase())) kept.push(name, value);
  }
  return kept;
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
