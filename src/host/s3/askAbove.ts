import * as vscode from 'vscode';

const DEFAULT_MB = 500;

/** Bytes that one action may fetch from S3 without a question, as `sluice.s3.askAbove` says. */
export function askAbove(): number {
  const set = vscode.workspace.getConfiguration('sluice.s3').get<unknown>('askAbove');
  const megabytes = typeof set === 'number' && set >= 0 ? set : DEFAULT_MB;
  return megabytes === 0 ? Infinity : megabytes * 1e6;
}
