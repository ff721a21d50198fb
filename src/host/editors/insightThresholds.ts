import * as vscode from 'vscode';
import type { InsightThresholds } from '../../shared/profile/insight.ts';

/** The thresholds of `sluice.insights.<rule>.<threshold>`; what is no number is left to the rules. */
export function insightThresholds(uri: vscode.Uri): InsightThresholds {
  return vscode.workspace.getConfiguration('sluice', uri).get<InsightThresholds>('insights', {});
}
