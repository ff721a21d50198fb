import { dirname, isAbsolute, join } from 'node:path';
import * as vscode from 'vscode';
import type { JobDocument } from '../../jobs/documents.ts';
import type { RunRecord } from '../../jobs/runRecord.ts';
import type { RunForm } from '../../shared/contracts/runPanel.ts';

/** The recipe of a run panel, and the settings that it is opened with. */
export interface OpenedForm {
  readonly recipe: vscode.Uri;
  /** Instead of the settings that are remembered for the recipe. */
  readonly form?: RunForm;
  /** What a job document says besides the form's fields. */
  readonly base?: JobDocument;
}

/** Settings of a recipe that was never sent anywhere. */
export const emptyForm: RunForm = {
  role: '',
  instance: 'ml.m5.xlarge',
  volumeGb: '30',
  maxMinutes: '60',
  staging: '',
  outputs: {},
  parameters: {},
  refit: false,
};

/** What a recipe, a job document or an earlier job opens the run panel with. */
export async function openedForm(
  document: vscode.TextDocument,
  like?: RunRecord,
): Promise<OpenedForm> {
  const { uri } = document;
  if (!uri.path.endsWith('.job.json')) {
    return like ? { recipe: uri, form: formOfRecord(like) } : { recipe: uri };
  }
  const { readJobDocument } = await import('../../jobs/documents.ts');
  const base = await readJobDocument(uri.fsPath);
  const path = isAbsolute(base.recipe) ? base.recipe : join(dirname(uri.fsPath), base.recipe);
  return { recipe: vscode.Uri.file(path), form: formOfDocument(base), base };
}

function formOfDocument(document: JobDocument): RunForm {
  const { role = '', instance, volumeGb, maxSeconds, staging = '', parameters } = document;
  return {
    ...emptyForm,
    ...{ role, instance, staging },
    volumeGb: String(volumeGb),
    maxMinutes: minutesText(maxSeconds),
    parameters: Object.fromEntries(
      Object.entries(parameters).map(([name, value]) => [
        name,
        value === null ? '' : String(value),
      ]),
    ),
  };
}

function formOfRecord({ job, runUri }: RunRecord): RunForm {
  return {
    ...emptyForm,
    role: job?.role ?? '',
    instance: job?.instance ?? emptyForm.instance,
    maxMinutes: job?.maxSeconds === undefined ? emptyForm.maxMinutes : minutesText(job.maxSeconds),
    staging: runUri?.replace(/sluice\/runs\/[^/]+\/$/, '') ?? '',
  };
}

function minutesText(seconds: number): string {
  return String(Math.round((seconds / 60) * 100) / 100);
}
