import * as vscode from 'vscode';
import type { HostServices } from '../hostServices.ts';
import { isCancelled } from '../../shared/errors.ts';
import { editorError } from '../../session/runs/editorError.ts';
import { byteText } from '../../session/runs/texts.ts';
import { isDataFile } from '../../session/s3/s3Address.ts';
import { MOST_ROWS, S3Folder } from '../../session/s3/s3Folder.ts';
import type { S3MoreRow, S3ObjectRow, S3TreeContext } from '../../session/s3/s3Folder.ts';

/** A row of the tree. */
export type S3Node =
  | S3Folder
  | S3ObjectRow
  | S3MoreRow
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
  private readonly context: S3TreeContext;
  private root: S3Folder;

  constructor(services: HostServices) {
    this.context = { aws: services.aws, filters: new Map() };
    this.root = new S3Folder(this.context, 's3://');
    this.onDidChangeTreeData = this.changed.event;
  }

  /** Forgets what was read; filters stay. */
  refresh(): void {
    this.root = new S3Folder(this.context, 's3://');
    this.changed.fire(undefined);
  }

  /** Reads the next page of a folder. */
  async loadMore({ parent }: S3MoreRow): Promise<void> {
    await parent.more();
    this.changed.fire(this.known(parent));
  }

  /** Shows only children of a folder that start with a text; an empty one shows all. */
  filter(folder: S3Folder, text: string): void {
    folder.setFilter(text);
    this.changed.fire(this.known(folder));
  }

  getParent(node: S3Node): S3Node | undefined {
    return node.kind === 'message' || !node.parent ? undefined : this.known(node.parent);
  }

  async getChildren(node?: S3Node): Promise<S3Node[]> {
    const folder = node ?? this.root;
    if (folder.kind !== 'folder') return [];
    try {
      await folder.load();
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
    const rows = folder.rows();
    return rows.length > 0 ? rows : [nothingIn(folder)];
  }

  getTreeItem(node: S3Node): vscode.TreeItem {
    switch (node.kind) {
      case 'folder':
        return folderItem(node);
      case 'object':
        return objectItem(node);
      case 'more':
        return moreItem(node);
      case 'message': {
        const item = new vscode.TreeItem(node.text);
        item.tooltip = [node.text, node.hint].filter((part) => part !== '').join(' ');
        if (node.hint !== '') item.description = node.hint;
        item.iconPath = new vscode.ThemeIcon(node.icon);
        return item;
      }
    }
  }

  /** The list of buckets is the tree itself. */
  private known(folder: S3Folder): S3Folder | undefined {
    return folder === this.root ? undefined : folder;
  }
}

function nothingIn(folder: S3Folder): S3Node {
  if (folder.filter !== '') {
    const text = `No name here starts with “${folder.filter}”.`;
    return { kind: 'message', text, hint: 'Keys of S3 are case-sensitive.', icon: 'info' };
  }
  return folder.parent
    ? { kind: 'message', text: 'This folder is empty.', hint: '', icon: 'info' }
    : {
        kind: 'message',
        text: 'This account has no buckets, or you may not list them.',
        hint: 'Open an address with “Open from S3…”.',
        icon: 'info',
      };
}

function folderItem(node: S3Folder): vscode.TreeItem {
  const isBucket = /^s3:\/\/[^/]+\/$/.test(node.uri);
  const isFiltered = node.filter !== '';
  const item = new vscode.TreeItem(node.label, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = node.uri;
  item.contextValue = `sluice.s3.${isBucket ? 'bucket' : 'folder'}${isFiltered ? '.filtered' : ''}`;
  item.iconPath = new vscode.ThemeIcon(isBucket ? 'database' : 'folder');
  item.tooltip = isFiltered ? `${node.uri}\nOnly what starts with “${node.filter}”` : node.uri;
  if (isFiltered) item.description = `“${node.filter}…”`;
  else if (node.region !== undefined) item.description = node.region;
  return item;
}

function moreItem(node: S3MoreRow): vscode.TreeItem {
  const { parent, full } = node;
  const item = new vscode.TreeItem(full ? 'Filter…' : 'Load more…');
  item.id = `${parent.uri}#more`;
  item.iconPath = new vscode.ThemeIcon(full ? 'filter' : 'ellipsis');
  if (full) {
    item.description = `only the first ${MOST_ROWS.toLocaleString('en')} are shown`;
    item.command = { command: 'sluice.filterS3', title: 'Filter', arguments: [parent] };
  } else {
    item.command = { command: 'sluice.loadMoreS3', title: 'Load More', arguments: [node] };
  }
  return item;
}

function objectItem(node: S3ObjectRow): vscode.TreeItem {
  const item = new vscode.TreeItem(node.label);
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
