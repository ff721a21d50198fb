import * as vscode from 'vscode';
import type { RunHistory } from '../../jobs/history.ts';
import type { RunRecord } from '../../jobs/runRecord.ts';
import { runLabel } from '../../session/runs/runLabel.ts';
import type { RunEntry } from '../../session/runs/runsModel.ts';
import type { RunsHost } from './runsHost.ts';

/** A row of the Runs view. */
export type RunNode =
  | { readonly kind: 'run'; readonly record: RunRecord; readonly history: RunHistory }
  | { readonly kind: 'unreadable'; readonly name: string; readonly why: string }
  | {
      readonly kind: 'output';
      readonly name: string;
      readonly uri: string;
      readonly rows?: number;
      readonly run: string;
    }
  | { readonly kind: 'model'; readonly place: string; readonly run: string }
  | { readonly kind: 'logs'; readonly record: RunRecord; readonly history: RunHistory }
  | { readonly kind: 'document'; readonly path: string; readonly run: string }
  | { readonly kind: 'problem'; readonly message: string; readonly hint: string };

/** Runs, newest first; below each what it left. */
export class RunsTree implements vscode.TreeDataProvider<RunNode>, vscode.Disposable {
  readonly onDidChangeTreeData: vscode.Event<RunNode | undefined>;
  private readonly changed = new vscode.EventEmitter<RunNode | undefined>();
  private readonly host: RunsHost;
  private readonly watching: vscode.Disposable;

  constructor(host: RunsHost) {
    this.host = host;
    this.onDidChangeTreeData = this.changed.event;
    this.watching = host.onDidChange(() => {
      this.changed.fire(undefined);
    });
  }

  dispose(): void {
    this.watching.dispose();
    this.changed.dispose();
  }

  /** New durations of what is running. */
  tick(): void {
    this.changed.fire(undefined);
  }

  async getChildren(node?: RunNode): Promise<RunNode[]> {
    if (node) return node.kind === 'run' ? childrenOf(node.record, node.history) : [];
    const { model } = await this.host.make();
    if (model.list.length === 0) await model.refresh();
    const { problem } = model;
    const told: RunNode[] = problem
      ? [{ kind: 'problem', message: problem.message, hint: problem.hint ?? '' }]
      : [];
    return [...told, ...model.list.map(nodeOf)];
  }

  getTreeItem(node: RunNode): vscode.TreeItem {
    switch (node.kind) {
      case 'run':
        return runItem(node.record);
      case 'unreadable': {
        const item = new vscode.TreeItem(node.name);
        item.description = 'cannot be read';
        item.tooltip = node.why;
        item.iconPath = new vscode.ThemeIcon('warning');
        return item;
      }
      case 'output': {
        const item = new vscode.TreeItem(node.name);
        item.id = `${node.run}/output/${node.name}`;
        item.description = node.rows === undefined ? '' : `${node.rows.toLocaleString('en')} rows`;
        item.tooltip = node.uri;
        item.iconPath = new vscode.ThemeIcon('table');
        item.contextValue = 'sluice.run.output';
        item.command = { command: 'sluice.openRunOutput', title: 'Open Output', arguments: [node] };
        return item;
      }
      case 'model': {
        const item = new vscode.TreeItem('Model');
        item.id = `${node.run}/model`;
        item.description = node.place;
        item.tooltip = node.place;
        item.iconPath = new vscode.ThemeIcon('package');
        item.contextValue = 'sluice.run.model';
        return item;
      }
      case 'logs': {
        const item = new vscode.TreeItem('Logs');
        item.id = `${node.record.name}/logs`;
        item.iconPath = new vscode.ThemeIcon('output');
        item.command = { command: 'sluice.openRunLogs', title: 'Open Logs', arguments: [node] };
        return item;
      }
      case 'document': {
        const item = new vscode.TreeItem(vscode.Uri.file(node.path));
        item.id = `${node.run}/document`;
        item.resourceUri = vscode.Uri.file(node.path);
        item.description = true;
        item.command = {
          command: 'vscode.open',
          title: 'Open',
          arguments: [vscode.Uri.file(node.path)],
        };
        return item;
      }
      case 'problem': {
        const item = new vscode.TreeItem('SageMaker: as last known');
        item.description = node.message;
        item.tooltip = `${node.message} ${node.hint}`;
        item.iconPath = new vscode.ThemeIcon('warning');
        return item;
      }
    }
  }
}

function nodeOf(entry: RunEntry): RunNode {
  return 'record' in entry
    ? { kind: 'run', record: entry.record, history: entry.history }
    : { kind: 'unreadable', name: entry.name, why: entry.unreadable };
}

function childrenOf(record: RunRecord, history: RunHistory): RunNode[] {
  const { name, outputs = [], model, document, state } = record;
  const left = state === 'completed' ? outputs : [];
  return [
    ...left.map((output): RunNode => ({
      ...{ kind: 'output', name: output.name, uri: output.uri, run: name },
      ...(output.rows === undefined ? {} : { rows: output.rows }),
    })),
    ...(model === undefined ? [] : [{ kind: 'model', place: model, run: name } as const]),
    { kind: 'logs', record, history },
    ...(document === undefined ? [] : [{ kind: 'document', path: document, run: name } as const]),
  ];
}

function runItem(record: RunRecord): vscode.TreeItem {
  const label = runLabel(record, Date.now());
  const item = new vscode.TreeItem(label.title, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = record.name;
  item.description = label.description;
  item.tooltip = label.tooltip;
  item.contextValue = label.context;
  item.iconPath = new vscode.ThemeIcon(label.icon, colorOf(record.state));
  item.accessibilityInformation = {
    label: `${label.title}, ${record.state}, ${label.description}`,
  };
  return item;
}

function colorOf(state: RunRecord['state']): vscode.ThemeColor | undefined {
  if (state === 'completed') return new vscode.ThemeColor('testing.iconPassed');
  return state === 'failed' ? new vscode.ThemeColor('testing.iconFailed') : undefined;
}
