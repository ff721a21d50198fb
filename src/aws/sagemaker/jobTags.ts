import { createHash } from 'node:crypto';
import type { Tag } from '@aws-sdk/client-sagemaker';

const MOST = 50;

/** The tag that tells our jobs from others. */
export const createdBy = { Key: 'created-by', Value: 'sluice' } as const;

/** The tag that tells our own earlier attempt from somebody else's job of the same name. */
export const requestTag = 'sluice-request';

/** Tags as AWS accepts them: its characters, its lengths, at most 50, `created-by` first. */
export function jobTags(wanted: Readonly<Record<string, string>>, request: object): Tag[] {
  const tags = new Map<string, string>([
    [createdBy.Key, createdBy.Value],
    [requestTag, createHash('sha256').update(JSON.stringify(request)).digest('hex').slice(0, 32)],
  ]);
  for (const [key, value] of Object.entries(wanted)) {
    const name = clean(key).slice(0, 128).trim();
    if (name === '' || /^aws:/i.test(name) || tags.has(name) || tags.size === MOST) continue;
    tags.set(name, clean(value).slice(0, 256));
  }
  return [...tags].map(([Key, Value]) => ({ Key, Value }));
}

function clean(text: string): string {
  return text.replaceAll(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, '_');
}
