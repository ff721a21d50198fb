import Table from 'cli-table3';
import { objectCache } from '../jobs/objectCache.ts';
import type { CacheUsage } from '../shared/contracts/s3Cache.ts';
import type { CommandContext } from './context.ts';
import { grouped, megabytes } from './terminal.ts';

/** Flags of `sluice cache`. */
export interface CacheFlags {
  readonly clear: boolean;
  readonly json: boolean;
}

/** `sluice cache`: what copies of objects on S3 take here; `--clear` removes those that nobody has open. */
export async function cacheCommand(
  { aws, terminal, call, cacheDirectory }: CommandContext,
  flags: CacheFlags,
): Promise<number> {
  const folder = objectCache(cacheDirectory);
  if (flags.clear) {
    const cleared = await aws.clearCache({ cacheDirectory: folder }, call);
    if (flags.json) {
      terminal.document({ folder, ...cleared });
      return 0;
    }
    terminal.line(`Removed ${amount(cleared)}.`);
    for (const { address, bytes } of cleared.left) {
      terminal.line(`Open, and left: ${named(address)}, ${megabytes(bytes)}.`);
    }
    return 0;
  }
  const usage = await aws.cacheUsage({ cacheDirectory: folder }, call);
  if (flags.json) {
    terminal.document({ folder, ...usage });
    return 0;
  }
  if (usage.copies > 0) terminal.line(datasetTable(usage));
  terminal.line(`${amount(usage)} in ${folder}`);
  return 0;
}

function datasetTable({ datasets }: CacheUsage): string {
  const table = new Table({
    head: ['dataset', 'on disk', 'objects', 'last used', ''],
    style: { head: [], border: [], compact: true },
    colAligns: ['left', 'right', 'right', 'left', 'left'],
  });
  for (const { address, bytes, copies, used, open } of datasets) {
    table.push([named(address), megabytes(bytes), grouped(copies), used, open ? 'open' : '']);
  }
  return table.toString();
}

function amount({ bytes, copies }: { readonly bytes: number; readonly copies: number }): string {
  return `${megabytes(bytes)} in ${grouped(copies)} ${copies === 1 ? 'object' : 'objects'}`;
}

function named(address: string): string {
  return address === '' ? '(no dataset is known)' : address;
}
