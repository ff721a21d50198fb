import type { IncomingMessage, ServerResponse } from 'node:http';

const PAGE = `<!doctype html>
<html><head><title>Welcome</title></head>
<body><p>You have reached the intranet<br>Please sign in.</body></html>
`;

/** Answers as a web server or a captive portal does, whatever was asked. */
export function answerHtml(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
): number {
  request.resume();
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
  response.end(request.method === 'HEAD' ? undefined : PAGE);
  return request.method === 'HEAD' ? 0 : Buffer.byteLength(PAGE);
}
