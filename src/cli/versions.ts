import Table from 'cli-table3';
import type { S3Version } from '../shared/contracts/s3Versions.ts';
import type { CommandContext } from './context.ts';
import { megabytes } from './terminal.ts';

/** `sluice versions <uri>`: the versions of an object on S3, newest first. */
export async function versionsCommand(
  { aws, terminal, call }: CommandContext,
  uri: string,
  flags: { readonly json: boolean },
): Promise<number> {
  const versions: S3Version[] = [];
  let page: string | undefined;
  do {
    const answer = await aws.versions({ uri, ...(page === undefined ? {} : { page }) }, call);
    versions.push(...answer.versions);
    page = answer.next;
  } while (page !== undefined);
  if (flags.json) {
    terminal.document({ versions });
    return 0;
  }
  const table = new Table({
    head: ['written', 'size', 'version', ''],
    style: { head: [], border: [], compact: true },
    colAligns: ['left', 'right', 'left', 'left'],
  });
  for (const { lastModified, size, versionId, current, deleted } of versions) {
    const note = [...(current ? ['current'] : []), ...(deleted ? ['deleted'] : [])].join(', ');
    table.push([lastModified, deleted ? '' : megabytes(size), versionId, note]);
  }
  terminal.line(table.toString());
  return 0;
}
