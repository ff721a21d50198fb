import { HttpRequest, HttpResponse } from '@smithy/core/protocols';
import { AppError } from '../../shared/errors.ts';

/**
 * Refuses what no S3 says, before anybody takes a page of HTML for an empty folder or an object.
 * Answers of 5xx pass: proxies word them as they like, and they are tried again. So do refusals of a
 * HEAD, which have no words anyway.
 */
export function otherThanS3() {
  return <A extends { request: unknown }, R extends { response: unknown }>(
      next: (args: A) => Promise<R>,
    ) =>
    async (args: A): Promise<R> => {
      const head = HttpRequest.isInstance(args.request) && args.request.method === 'HEAD';
      try {
        const answer = await next(args);
        refuseOther(answer.response);
        return answer;
      } catch (error) {
        if (!head && typeof error === 'object' && error !== null && '$response' in error) {
          refuseOther(error.$response);
        }
        throw error;
      }
    };
}

function refuseOther(response: unknown): void {
  if (!HttpResponse.isInstance(response) || response.statusCode >= 500) return;
  const { headers } = response;
  const type = headers['content-type'] ?? '';
  // What is empty misleads nobody, whatever it calls itself.
  if (response.statusCode === 204 || headers['content-length'] === '0') return;
  const known = Object.keys(headers).some((name) => name === 'etag' || name.startsWith('x-amz'));
  if (known || !/^(text\/html|text\/plain|application\/json)/.test(type)) return;
  throw new AppError('usage', 'Whoever answers at this address does not speak S3.', {
    hint: 'Check AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL and the endpoint of the profile; a network that asks for a sign-in answers like this, too.',
    detail: `HTTP ${String(response.statusCode)}, ${type}`,
  });
}
