import type * as vscode from 'vscode';
import type { AwsContract } from '../shared/contracts/aws.ts';
import type { Remote } from '../shared/rpc/contract.ts';
import type { EngineClient } from '../engine/client.ts';

/** What every part of the editor is built from. */
export interface HostServices {
  readonly context: vscode.ExtensionContext;
  /** Forks its process when it is first called. */
  readonly engine: EngineClient;
  /** Forks its process when it is first called. */
  readonly aws: Remote<AwsContract>;
  /** Where mirrored objects and Python environments are kept. */
  readonly cacheDirectory: string;
  /** The folder of the bundles: `engine.js`, `aws.js`, `cli.js`, `python/` and `webview/`. */
  readonly distDirectory: string;
  readonly log: vscode.LogOutputChannel;
  /** Shows an error once: its sentence, the next step, details on request. A cancel is not shown. */
  readonly showError: (error: unknown, retry?: () => void) => void;
}
