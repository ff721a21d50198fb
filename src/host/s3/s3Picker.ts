import * as vscode from 'vscode';
import { isCancelled } from '../../shared/errors.ts';
import { editorError } from '../../session/runs/editorError.ts';
import { parentFolder, s3Address } from '../../session/s3/s3Address.ts';
import { S3Listing } from '../../session/s3/s3Listing.ts';
import { S3Narrowing } from '../../session/s3/s3Narrowing.ts';
import type { HostServices } from '../hostServices.ts';
import { recentS3 } from './openS3.ts';
import { folderItems, narrowedItems, separator, typedItems } from './s3PickerItems.ts';
import type { PickerDeed, PickerItem } from './s3PickerItems.ts';

/** Goes from buckets to folders to objects; gives the address to open, or undefined. */
export function pickS3(services: HostServices): Promise<string | undefined> {
  return new S3Picker(services).pick();
}

class S3Picker {
  private readonly services: HostServices;
  private readonly picker = vscode.window.createQuickPick<PickerItem>();
  private listing: S3Listing;
  private narrowing: S3Narrowing;
  private asking = new AbortController();
  private found: PickerItem[] = [];
  private loading = false;

  constructor(services: HostServices) {
    this.services = services;
    this.listing = new S3Listing(services.aws, 's3://');
    this.narrowing = this.narrowingOf(this.listing);
  }

  async pick(): Promise<string | undefined> {
    const { picker } = this;
    picker.matchOnDescription = true;
    picker.ignoreFocusOut = true;
    const chosen = new Promise<string | undefined>((resolve) => {
      picker.onDidAccept(() => {
        const deed = picker.selectedItems[0]?.deed ?? typedItems(picker.value)[0]?.deed;
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
      this.narrow();
    });
    picker.show();
    this.browse('s3://');
    try {
      return await chosen;
    } finally {
      this.asking.abort();
      this.narrowing.stop();
      picker.dispose();
    }
  }

  private act(deed: PickerDeed): void {
    switch (deed.kind) {
      case 'open':
      case 'nothing':
        return;
      case 'browse':
        this.browse(deed.uri);
        return;
      case 'again':
        void this.load();
        return;
      case 'more':
        if (this.narrowing.found) {
          this.narrowing.more();
          this.picker.busy = true;
        } else void this.load();
        return;
      case 'profile':
        this.picker.hide();
        void vscode.commands.executeCommand('sluice.selectProfile');
    }
  }

  private browse(uri: string): void {
    this.asking.abort();
    this.narrowing.stop();
    this.asking = new AbortController();
    this.listing = new S3Listing(this.services.aws, uri);
    this.narrowing = this.narrowingOf(this.listing);
    this.found = [];
    const { picker } = this;
    const isRoot = uri === 's3://';
    picker.title = isRoot ? 'Open from S3' : uri;
    picker.placeholder = isRoot
      ? 'Choose, filter, or type an address: s3://bucket/folder/'
      : 'Choose, type how a name starts, or type an address: s3://bucket/folder/';
    picker.buttons = isRoot ? [] : [vscode.QuickInputButtons.Back];
    picker.value = '';
    void this.load();
  }

  private async load(): Promise<void> {
    const { listing, asking } = this;
    this.loading = true;
    this.show();
    try {
      await listing.more({ signal: asking.signal });
      if (listing === this.listing) this.found = folderItems(listing);
    } catch (error) {
      if (isCancelled(error) || listing !== this.listing) return;
      this.found = failureItems(error);
    }
    if (listing !== this.listing) return;
    this.loading = false;
    // What was typed before the first page came may be beyond it.
    this.narrow();
  }

  /** Follows what is typed; an address is none that names start with. */
  private narrow(): void {
    const { value } = this.picker;
    this.narrowing.type(s3Address(value) ? '' : value);
    this.show();
  }

  private narrowingOf(listing: S3Listing): S3Narrowing {
    const isCurrent = (): boolean => listing === this.listing;
    return new S3Narrowing(this.services.aws, listing, {
      changed: () => {
        if (isCurrent()) this.show();
      },
      failed: (error) => {
        if (!isCurrent()) return;
        this.found = failureItems(error);
        this.show();
      },
    });
  }

  private show(): void {
    const { picker, listing, narrowing } = this;
    const narrowed = narrowing.found;
    const recent = listing.uri === 's3://' ? this.recent() : [];
    picker.busy = this.loading || narrowing.isBusy;
    picker.items = [
      ...typedItems(picker.value),
      ...recent,
      ...(narrowed ? narrowedItems(narrowed, picker.value, listing) : this.found),
    ];
  }

  private recent(): PickerItem[] {
    const recent = recentS3(this.services);
    if (recent.length === 0) return [];
    return [
      separator('recently opened'),
      ...recent.map((uri): PickerItem => ({
        label: `$(history) ${uri}`,
        deed: { kind: 'open', uri },
      })),
      separator('buckets'),
    ];
  }
}

function failureItems(error: unknown): PickerItem[] {
  const { code, message, hint } = editorError(error);
  const wayOut: PickerItem =
    code === 'credentials'
      ? { label: '$(account) Select AWS Profile…', deed: { kind: 'profile' } }
      : { label: '$(refresh) Try Again', deed: { kind: 'again' } };
  const told: PickerItem = { label: `$(error) ${message}`, deed: { kind: 'nothing' } };
  if (hint !== undefined) told.detail = hint;
  return [told, wayOut].map((item) => ({ ...item, alwaysShow: true }));
}
