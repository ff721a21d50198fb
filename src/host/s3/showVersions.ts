import * as vscode from 'vscode';
import type { S3Version } from '../../shared/contracts/s3Versions.ts';
import { byteText } from '../../session/runs/texts.ts';
import { lastPart } from '../../session/s3/s3Address.ts';
import { momentText } from '../../session/s3/versionTexts.ts';
import type { HostServices } from '../hostServices.ts';
import { openS3 } from './openS3.ts';

interface VersionItem extends vscode.QuickPickItem {
  readonly version?: S3Version;
  readonly isMore?: true;
}

const COMPARE: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('diff'),
  tooltip: 'Compare with Today’s',
};

/** Lists the versions of an object; one that is chosen opens, or is set beside today's. */
export async function showVersions(services: HostServices, uri: string): Promise<void> {
  const deed = await new VersionsPick(services, uri).pick();
  if (!deed) return;
  if (deed.compares) await vscode.commands.executeCommand('sluice.compareVersion', deed.uri);
  else await openS3(services, deed.uri);
}

interface Deed {
  readonly uri: string;
  readonly compares: boolean;
}

class VersionsPick {
  private readonly services: HostServices;
  private readonly uri: string;
  private readonly picker = vscode.window.createQuickPick<VersionItem>();
  private readonly asking = new AbortController();
  private readonly versions: S3Version[] = [];
  private next: string | undefined;

  constructor(services: HostServices, uri: string) {
    this.services = services;
    this.uri = uri;
  }

  async pick(): Promise<Deed | undefined> {
    const { picker } = this;
    picker.title = `Versions of ${lastPart(this.uri)}`;
    picker.placeholder = 'A version to open; the button at its end sets it beside today’s';
    picker.matchOnDescription = true;
    picker.matchOnDetail = true;
    const chosen = new Promise<Deed | undefined>((resolve, reject) => {
      const load = (): void => {
        this.load().catch(reject);
      };
      picker.onDidAccept(() => {
        const [item] = picker.selectedItems;
        if (item?.isMore) load();
        else if (item?.version && !item.version.deleted) {
          resolve({ uri: addressOf(item.version, this.uri), compares: false });
        }
      });
      picker.onDidTriggerItemButton(({ item }) => {
        if (item.version) resolve({ uri: item.version.uri, compares: true });
      });
      picker.onDidHide(() => {
        resolve(undefined);
      });
      load();
    });
    picker.show();
    try {
      return await chosen;
    } finally {
      this.asking.abort();
      picker.dispose();
    }
  }

  private async load(): Promise<void> {
    const { picker, uri, next } = this;
    picker.busy = true;
    const page = await this.services.aws.versions(
      { uri, ...(next === undefined ? {} : { page: next }) },
      { signal: this.asking.signal },
    );
    this.versions.push(...page.versions);
    this.next = page.next;
    const more: VersionItem[] =
      page.next === undefined
        ? []
        : [{ label: '$(ellipsis) Load more…', alwaysShow: true, isMore: true }];
    picker.items = [...this.versions.map((version) => itemOf(version)), ...more];
    picker.busy = false;
  }
}

/** Today's is opened by its plain address, which goes on to be today's. */
function addressOf({ current, uri }: S3Version, plain: string): string {
  return current ? plain : uri;
}

function itemOf(version: S3Version): VersionItem {
  const { lastModified, size, current, deleted, versionId } = version;
  const facts = [deleted ? 'deleted' : byteText(size), ...(current ? ['current'] : [])];
  return {
    version,
    label: `$(${deleted ? 'trash' : 'history'}) ${momentText(lastModified)}`,
    description: facts.join(' · '),
    detail: versionId === 'null' ? 'written while no versions were kept' : versionId,
    buttons: deleted || current ? [] : [COMPARE],
  };
}
