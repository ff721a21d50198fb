import * as vscode from 'vscode';
import { isCancelled } from '../../shared/errors.ts';
import { editorError } from '../../session/runs/editorError.ts';
import { agoText, byteText } from '../../session/runs/texts.ts';
import { isDataFile, lastPart, parentFolder, s3Address } from '../../session/s3/s3Address.ts';
import { S3Listing } from '../../session/s3/s3Listing.ts';
import type { HostServices } from '../hostServices.ts';
import { recentS3 } from './openS3.ts';

type Deed =
  | { readonly kind: 'open' | 'browse'; readonly uri: string }
  | { readonly kind: 'more' | 'profile' | 'again' | 'nothing' };

interface Item extends vscode.QuickPickItem {
  readonly deed?: Deed;
}

/** Goes from buckets to folders to objects; gives the address to open, or undefined. */
export function pickS3(services: HostServices): Promise<string | undefined> {
  return new S3Picker(services).pick();
}

class S3Picker {
  private readonly services: HostServices;
  private readonly picker = vscode.window.createQuickPick<Item>();
  private listing: S3Listing;
  private asking = new AbortController();
  private found: Item[] = [];

  constructor(services: HostServices) {
    this.services = services;
    this.listing = new S3Listing(services.aws, 's3://');
  }

  async pick(): Promise<string | undefined> {
    const { picker } = this;
    picker.matchOnDescription = true;
    picker.placeholder = 'Choose, filter, or type an address: s3://bucket/folder/';
    picker.ignoreFocusOut = true;
    const chosen = new Promise<string | undefined>((resolve) => {
      picker.onDidAccept(() => {
        const deed = picker.selectedItems[0]?.deed ?? this.typed(picker.value)[0]?.deed;
        if (deed?.kind === 'open') resolve(deed.uri);
        else if (deed) this.act(deed);
      });
      picker.onDidHide(() => {
        resolve(undefined);
      });
    });
    picker.onDidTriggerButton(() => {
      this.browse(parentFolder(this.listing.uri));
    });
    picker.onDidChangeValue(() => {
      this.show();
    });
    picker.show();
    this.browse('s3://');
    try {
      return await chosen;
    } finally {
      this.asking.abort();
      picker.dispose();
    }
  }

  private act(deed: Deed): void {
    switch (deed.kind) {
      case 'open':
      case 'nothing':
        return;
      case 'browse':
        this.browse(deed.uri);
        return;
      case 'again':
      case 'more':
        void this.load();
        return;
      case 'profile':
        this.picker.hide();
        void vscode.commands.executeCommand('sluice.selectProfile');
    }
  }

  private browse(uri: string): void {
    this.asking.abort();
    this.asking = new AbortController();
    this.listing = new S3Listing(this.services.aws, uri);
    this.found = [];
    const { picker } = this;
    picker.title = uri === 's3://' ? 'Open from S3' : uri;
    picker.buttons = uri === 's3://' ? [] : [vscode.QuickInputButtons.Back];
    picker.value = '';
    void this.load();
  }

  private async load(): Promise<void> {
    const { listing, picker, asking } = this;
    picker.busy = true;
    this.show();
    try {
      await listing.more({ signal: asking.signal });
      if (listing === this.listing) this.found = this.listed();
    } catch (error) {
      if (isCancelled(error) || listing !== this.listing) return;
      const { code, message, hint } = editorError(error);
      const wayOut: Item =
        code === 'credentials'
          ? { label: '$(account) Select AWS Profile…', deed: { kind: 'profile' } }
          : { label: '$(refresh) Try Again', deed: { kind: 'again' } };
      const told: Item = { label: `$(error) ${message}`, deed: { kind: 'nothing' } };
      if (hint !== undefined) told.detail = hint;
      this.found = [told, wayOut].map((item) => ({ ...item, alwaysShow: true }));
    }
    picker.busy = false;
    this.show();
  }

  private show(): void {
    const { picker } = this;
    const recent = this.listing.uri === 's3://' ? this.recent() : [];
    picker.items = [...this.typed(picker.value), ...recent, ...this.found];
  }

  /** What a typed address stands for. */
  private typed(value: string): Item[] {
    const address = s3Address(value);
    if (!address) return [];
    const version = address.versionId === undefined ? '' : `?versionId=${address.versionId}`;
    const uri = `s3://${address.bucket}/${address.key}${version}`;
    const browse: Item = {
      label: `$(folder-opened) Browse ${uri.replace(/[^/]*$/, '')}`,
      alwaysShow: true,
      deed: { kind: 'browse', uri: uri.replace(/[^/]*$/, '') },
    };
    if (address.key === '') return [browse];
    const folder = address.key.endsWith('/');
    const open: Item = {
      label: `$(table) Open ${uri}`,
      description: folder ? 'the folder as one dataset' : '',
      alwaysShow: true,
      deed: { kind: 'open', uri },
    };
    return [open, browse];
  }

  private recent(): Item[] {
    const recent = recentS3(this.services);
    if (recent.length === 0) return [];
    return [
      { label: 'recently opened', kind: vscode.QuickPickItemKind.Separator },
      ...recent.map((uri): Item => ({
        label: `$(history) ${uri}`,
        deed: { kind: 'open', uri },
      })),
      { label: 'buckets', kind: vscode.QuickPickItemKind.Separator },
    ];
  }

  private listed(): Item[] {
    const { listing } = this;
    const { uri, buckets, folders, objects, hasMore } = listing;
    const data = objects.filter((object) => isDataFile(object.key));
    const others = objects.length - data.length;
    const now = Date.now();
    const whole: Item[] =
      uri === 's3://' || (folders.length === 0 && data.length === 0)
        ? []
        : [
            {
              label: '$(table) Open this folder as one dataset',
              description: uri,
              deed: { kind: 'open', uri },
            },
          ];
    const more: Item[] = hasMore
      ? [{ label: '$(ellipsis) Load more…', alwaysShow: true, deed: { kind: 'more' } }]
      : [];
    const note: Item[] =
      others > 0
        ? [
            {
              label: `${String(others)} other objects hold no data that Sluice opens`,
              kind: vscode.QuickPickItemKind.Separator,
            },
          ]
        : [];
    const empty: Item[] =
      !hasMore && buckets.length + folders.length + objects.length === 0
        ? [
            {
              label:
                uri === 's3://'
                  ? '$(info) No buckets, or you may not list them'
                  : '$(info) This folder is empty',
              detail: 'Type an address: s3://bucket/folder/',
              alwaysShow: true,
              deed: { kind: 'nothing' },
            },
          ]
        : [];
    return [
      ...whole,
      ...buckets.map(({ name, region }): Item => ({
        label: `$(database) ${name}`,
        description: region ?? '',
        deed: { kind: 'browse', uri: `s3://${name}/` },
      })),
      ...folders.map((folder): Item => ({
        label: `$(folder) ${lastPart(folder)}`,
        deed: { kind: 'browse', uri: folder },
      })),
      ...data.map((object): Item => ({
        label: `$(file) ${lastPart(object.uri)}`,
        description: `${byteText(object.size)}, ${agoText(object.lastModified, now)}`,
        deed: { kind: 'open', uri: object.uri },
      })),
      ...more,
      ...note,
      ...empty,
    ];
  }
}
