import * as vscode from 'vscode';
import { objectCache } from '../../jobs/objectCache.ts';
import type { CacheUsage, CachedDataset } from '../../shared/contracts/s3Cache.ts';
import { agoText, byteText, counted } from '../../session/runs/texts.ts';
import { clearedText } from '../../session/s3/cacheTexts.ts';
import type { HostServices } from '../hostServices.ts';
import { lateProgress } from '../runs/lateProgress.ts';
import { openS3 } from './openS3.ts';
import { cacheLimitShown } from './withCacheLimit.ts';

interface CacheItem extends vscode.QuickPickItem {
  readonly deed?: 'clear' | 'limit' | CachedDataset;
}

/** Shows what the cache of S3 takes, by dataset, and what can be done about it. */
export async function showCache(services: HostServices): Promise<void> {
  const cacheDirectory = objectCache(services.cacheDirectory);
  const usage = await lateProgress('Measuring the S3 cache', (call) =>
    services.aws.cacheUsage({ cacheDirectory }, call),
  );
  const chosen = await vscode.window.showQuickPick(itemsOf(usage), {
    title: titleOf(usage),
    placeHolder: 'A dataset, or what to do about all of them',
    matchOnDetail: true,
  });
  const deed = chosen?.deed;
  if (deed === 'limit') {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'sluice.s3.cacheLimit');
  } else if (deed === 'clear') {
    const free = byteText(usage.bytes - usage.open.bytes);
    const question = `Remove ${free} of copies of objects on S3?`;
    const detail = 'What is needed again is fetched again. What is open stays.';
    const sure = await vscode.window.showWarningMessage(
      question,
      { modal: true, detail },
      'Remove',
    );
    if (sure) await clear(services, undefined);
  } else if (deed) await act(services, deed);
}

function titleOf({ bytes, copies }: CacheUsage): string {
  const limit = cacheLimitShown();
  const of = limit === undefined ? '' : ` of ${byteText(limit)}`;
  return copies === 0
    ? 'S3 Cache: nothing is kept here'
    : `S3 Cache: ${byteText(bytes)}${of} in ${counted(copies, 'object')}`;
}

function itemsOf(usage: CacheUsage): CacheItem[] {
  const now = Date.now();
  const limit: CacheItem = {
    label: '$(settings-gear) Set the Limit…',
    description: 'what was not used for longest goes first',
    deed: 'limit',
  };
  if (usage.copies === 0) return [limit];
  const open = usage.open.bytes > 0 ? `, ${byteText(usage.open.bytes)} are open and stay` : '';
  return [
    usage.open.copies === usage.copies
      ? { label: '$(lock) Nothing to Clear', description: 'all that is kept here is open' }
      : {
          label: '$(trash) Clear All…',
          description: `${byteText(usage.bytes - usage.open.bytes)}${open}`,
          deed: 'clear',
        },
    limit,
    { label: 'datasets, largest first', kind: vscode.QuickPickItemKind.Separator },
    ...usage.datasets.map((dataset): CacheItem => {
      const facts = [
        byteText(dataset.bytes),
        counted(dataset.copies, 'object'),
        dataset.open ? 'open' : `used ${agoText(dataset.used, now)}`,
      ];
      return {
        label: `$(${dataset.open ? 'eye' : 'database'}) ${nameOf(dataset)}`,
        detail: facts.join(' · '),
        deed: dataset,
      };
    }),
  ];
}

async function act(services: HostServices, dataset: CachedDataset): Promise<void> {
  const { address, bytes, open } = dataset;
  const remove = {
    label: '$(trash) Remove Its Copies',
    description: open ? 'what of it is open stays' : byteText(bytes),
  };
  const show = { label: '$(table) Open in Sluice', description: address };
  const chosen = await vscode.window.showQuickPick(address === '' ? [remove] : [show, remove], {
    title: nameOf(dataset),
  });
  if (chosen === remove) await clear(services, [address]);
  if (chosen === show) await openS3(services, address);
}

async function clear(services: HostServices, addresses: readonly string[] | undefined) {
  const cacheDirectory = objectCache(services.cacheDirectory);
  const cleared = await lateProgress('Clearing the S3 cache', (call) =>
    services.aws.clearCache(
      { cacheDirectory, ...(addresses === undefined ? {} : { addresses }) },
      call,
    ),
  );
  void vscode.window.showInformationMessage(clearedText(cleared));
}

function nameOf({ address }: CachedDataset): string {
  return address === '' ? 'Copies of which no dataset is known' : address;
}
