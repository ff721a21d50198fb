import {
  DescribeLogStreamsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import type { AwsCall } from './awsCall.ts';
import { Fields } from './fields.ts';
import type { Platform } from './sagemaker/platform.ts';
import { without } from './without.ts';

/**
 * moto's FilterLogEvents overlooks `logStreamNamePrefix` and answers every stream of the group, so
 * the prefix is turned into the names it stands for. Gives the body to send on; undefined where no
 * stream has the prefix, which AWS answers with no events.
 */
export async function filterByPrefix(
  platform: Platform,
  call: AwsCall,
): Promise<Buffer | undefined> {
  const body = call.body ?? Buffer.from('{}');
  const request = Fields.parse(body.toString('utf8'));
  const prefix = request.text('logStreamNamePrefix');
  const group = request.text('logGroupName');
  if (prefix === undefined || group === undefined) return body;
  const client = platform.logs(call.region ?? 'us-east-1');
  const names: string[] = [];
  let token: string | undefined;
  do {
    const command = new DescribeLogStreamsCommand({
      logGroupName: group,
      logStreamNamePrefix: prefix,
      ...(token === undefined ? {} : { nextToken: token }),
    });
    try {
      const page = await client.send(command);
      for (const stream of page.logStreams ?? []) names.push(stream.logStreamName ?? '');
      token = page.nextToken;
    } catch (error) {
      // moto itself then says so in its own words.
      if (error instanceof ResourceNotFoundException) return body;
      throw error;
    }
  } while (token !== undefined);
  if (names.length === 0) return undefined;
  const rest = without(request.raw, 'logStreamNamePrefix');
  return Buffer.from(JSON.stringify({ ...rest, logStreamNames: names }));
}
