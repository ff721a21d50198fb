import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AwsCall } from './awsCall.ts';
import type { AwsError } from './awsError.ts';

/** Answers an error in the form of the call's protocol. */
export function answerError(
  call: AwsCall,
  request: IncomingMessage,
  response: ServerResponse,
  error: AwsError,
): void {
  const id = randomUUID();
  // An S3 upload that is refused early still has its body on the way.
  request.resume();
  if (call.protocol === 'json') {
    // Modelled SageMaker errors carry `Message`, the general ones `message`; clients read both.
    const modelled = ['ResourceInUse', 'ResourceLimitExceeded', 'ResourceNotFound'];
    const member = modelled.includes(error.code) ? 'Message' : 'message';
    response.writeHead(error.status, {
      'content-type': 'application/x-amz-json-1.1',
      'x-amzn-requestid': id,
    });
    response.end(JSON.stringify({ __type: error.code, [member]: error.message }));
    return;
  }
  const inner = `<Code>${error.code}</Code><Message>${escapeXml(error.message)}</Message>`;
  const xml =
    call.protocol === 'query'
      ? `<ErrorResponse><Error><Type>Sender</Type>${inner}</Error><RequestId>${id}</RequestId></ErrorResponse>`
      : `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${inner}<RequestId>${id}</RequestId></Error>`;
  response.writeHead(error.status, {
    'content-type': call.protocol === 'query' ? 'text/xml' : 'application/xml',
    'x-amz-request-id': id,
  });
  response.end(request.method === 'HEAD' ? undefined : xml);
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
