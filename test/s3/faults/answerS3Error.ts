import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { S3Error } from './s3Errors.ts';

/** Refuses as S3 does: with XML, and without a body where the request was a HEAD. */
export function answerS3Error(
  request: IncomingMessage,
  response: ServerResponse,
  { status, code, message, more = {}, headers = {} }: S3Error,
): number {
  // An upload that is refused early still has its body on the way.
  request.resume();
  const elements = { Code: code, Message: message, ...more, RequestId: randomUUID() };
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${Object.entries(elements)
    .map(([name, text]) => `<${name}>${escapeXml(text)}</${name}>`)
    .join('')}</Error>`;
  response.writeHead(status, {
    'content-type': 'application/xml',
    'x-amz-request-id': elements.RequestId,
    ...headers,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
  return request.method === 'HEAD' ? 0 : Buffer.byteLength(body);
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
