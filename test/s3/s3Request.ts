import type { IncomingMessage } from 'node:http';
import type { Fault } from './faults/fault.ts';

/** A request to S3 as it passed the proxy. */
export interface S3Request {
  readonly method: string;
  readonly bucket: string;
  /** Decoded; empty for the bucket itself. */
  readonly key: string;
  readonly query: URLSearchParams;
  /** `bytes=0-99`, as it was asked. */
  readonly range: string | undefined;
  readonly listing: boolean;
  /** Of the signature; undefined where the request is not signed. */
  readonly region: string | undefined;
  /** Who signed; undefined where nobody did. */
  readonly accessKeyId: string | undefined;
  /** 0 while there is no answer. */
  status: number;
  /** Of the body, so far as it was sent. */
  bytes: number;
  fault: Fault['kind'] | undefined;
  /** The answer was sent, or the connection is over. */
  done: boolean;
  /** Why it was over before its end, where nobody ordered that. */
  trouble?: string;
}

/** What a request asks for; the address is path-style. */
export function readRequest(request: IncomingMessage): S3Request {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const [, bucket = '', ...rest] = url.pathname.split('/');
  const key = decodeURIComponent(rest.join('/'));
  const method = request.method ?? 'GET';
  const signed = /Credential=([^/,]+)\/\d{8}\/([a-z0-9-]+)\//.exec(
    request.headers.authorization ?? '',
  );
  return {
    method,
    bucket: decodeURIComponent(bucket),
    key,
    query: url.searchParams,
    range: request.headers.range,
    listing: method === 'GET' && key === '',
    region: signed?.[2],
    accessKeyId: signed?.[1],
    status: 0,
    bytes: 0,
    fault: undefined,
    done: false,
  };
}
