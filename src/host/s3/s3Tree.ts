import * as vscode from 'vscode';
import type { HostServices } from '../hostServices.ts';
import { isCancelled } from '../../shared/errors.ts';
import { editorError } from '../../session/runs/editorError.ts';
import { byteText } from '../../session/runs/texts.ts';
import { isDataFile, lastPart } from '../../session/s3/s3Address.ts';
import { S3Listing } from '../../session/s3/s3Listing.ts';

/** A row of the tree. */
export type S3Node =
  | {
      readonly kind: 'folder';
      readonly uri: string;
      readonly listing: S3Listing;
      readonly region?: string;
    }
  | {
      readonly kind: 'object';
      readonly uri: string;
      readonly size: number;
      readonly changed: string;
    }
  | { readonly kind: 'more'; readonly listing: S3Listing; readonly parent: S3Node | undefined }
  | {
      readonly kind: 'message';
      readonly text: string;
      readonly hint: string;
      readonly icon: string;
    };

/** Buckets, folders and objects of S3, page by page. Asks AWS when it is first looked at. */
export class S3Tree implements vscode.TreeDataProvider<S3Node> {
  readonly onDidChangeTreeData: vscode.Event<S3Node | undefined>;
  private readonly changed = new vscode.EventEmitter<S3Node | undefined>();
  private readonly services: HostServices;
  private root: S3Listing;

  constructor(services: HostServices) {
    this.services = services;
    this.root = new S3Listing(services.aws, 's3://');
    this.onDidChangeTreeData = this.changed.event;
  }

  /** Forgets what was read. */
  refresh(): void {
    this.root = new S3Listing(this.services.aws, 's3://');
    this.changed.fire(undefined);
  }

  /** Reads the next page of a folder. */
  async loadMore(node: Extract<S3Node, { kind: 'more' }>): Promise<void> {
    await node.listing.more();
    this.changed.fire(node.parent);
  }

  async getChildren(node?: S3Node): Promise<S3Node[]> {
    const listing = node ? (node.kind === 'folder' ? node.listing : undefined) : this.root;
    if (!listing) return [];
    try {
      if (!listing.isLoaded) await listing.more();
      if (!node) await setNoCredentials(false);
    } catch (error) {
      if (isCancelled(error)) return [];
      const { code, message, hint } = editorError(error);
      if (!node && code === 'credentials') {
        // The welcome text of the empty view says what to do.
        await setNoCredentials(true);
        return [];
      }
      return [{ kind: 'message', text: message, hint: hint ?? '', icon: 'error' }];
    }
    const children: S3Node[] = [
      ...listing.buckets.map(({ name, region }) =>
        this.folder(`s3://${name}/`, region === undefined ? {} : { region }),
      ),
      ...listing.folders.map((uri) => this.folder(uri)),
      ...listing.objects.map(({ uri, size, lastModified }): S3Node => ({
        ...{ kind: 'object', uri, size, changed: lastModified },
      })),
    ];
    if (listing.hasMore) children.push({ kind: 'more', listing, parent: node });
    if (children.length > 0) return children;
    return [
      node
        ? { kind: 'message', text: 'This folder is empty.', hint: '', icon: 'info' }
        : {
            kind: 'message',
            text: 'This account has no buckets, or you may not list them.',
            hint: 'Open an address with “Open from S3…”.',
            icon: 'info',
          },
    ];
  }

  getTreeItem(node: S3Node): vscode.TreeItem {
    switch (node.kind) {
      case 'folder':
        return this.folderItem(node);
      case 'object':
        return objectItem(node);
      case 'more': {
        const item = new vscode.TreeItem('Load more…');
        item.id = `${node.listing.uri}#more${String(node.listing.objects.length + node.listing.folders.length)}`;
        item.iconPath = new vscode.ThemeIcon('ellipsis');
        item.command = { command: 'sluice.loadMoreS3', title: 'Load More', arguments: [node] };
        return item;
      }
      case 'message': {
        const item = new vscode.TreeItem(node.text);
        item.tooltip = [node.text, node.hint].filter((part) => part !== '').join(' ');
        if (node.hint !== '') item.description = node.hint;
        item.iconPath = new vscode.ThemeIcon(node.icon);
        return item;
      }
    }
  }

  private folder(uri: string, more: { readonly region?: string } = {}): S3Node {
    return { kind: 'folder', uri, listing: new S3Listing(this.services.aws, uri), ...more };
  }

  private folderItem(node: Extract<S3Node, { kind: 'folder' }>): vscode.TreeItem {
    const isBucket = /^s3:\/\/[^/]+\/$/.test(node.uri);
    const label = lastPart(node.uri).replace(/\/$/, '');
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
    item.id = node.uri;
    item.contextValue = isBucket ? 'sluice.s3.bucket' : 'sluice.s3.folder';
    item.iconPath = new vscode.ThemeIcon(isBucket ? 'database' : 'folder');
    item.tooltip = node.uri;
    if (node.region !== undefined) item.description = node.region;
    return item;
  }
}

function objectItem(node: Extract<S3Node, { kind: 'object' }>): vscode.TreeItem {
  const item = new vscode.TreeItem(lastPart(node.uri));
  const opens = isDataFile(node.uri);
  item.id = node.uri;
  item.description = byteText(node.size);
  item.tooltip = `${node.uri}\n${byteText(node.size)}, ${new Date(node.changed).toLocaleString()}`;
  item.contextValue = opens ? 'sluice.s3.object' : 'sluice.s3.file';
  item.iconPath = new vscode.ThemeIcon(opens ? 'table' : 'file');
  if (opens) {
    item.command = { command: 'sluice.openS3Object', title: 'Open in Sluice', arguments: [node] };
  }
  return item;
}

function setNoCredentials(value: boolean): Thenable<unknown> {
  return vscode.commands.executeCommand('setContext', 'sluice.s3.noCredentials', value);
}
