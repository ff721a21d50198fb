import { extname } from 'node:path';
import * as vscode from 'vscode';
import { AppError } from '../../shared/errors.ts';
import type { Source } from '../../shared/recipe.ts';
import type { SourceFormat } from '../../shared/source.ts';
import type { ActiveWorkbench } from '../editors/activeWorkbench.ts';
import { chooseAddress } from './chooseAddress.ts';
import { unwatched } from '../ui/unwatched.ts';

/** Adds another source to the active recipe, to join with: a file here, or any address typed. */
export async function addSource(active: ActiveWorkbench): Promise<void> {
  const { current } = active;
  if (!current) return;
  const uri = await chooseAddress('Add a Source', 'Add');
  if (uri === undefined) return;
  const name = await vscode.window.showInputBox({
    title: 'Add a Source',
    prompt: 'The name that steps use for it',
    value: suggestedName(uri),
    validateInput: (value) =>
      /^[A-Za-z_][A-Za-z0-9_]*$/.test(value) ? undefined : 'Letters, digits and _ only.',
  });
  if (name === undefined) return;
  const source = { uri, format: formatOf(uri), options: {} };
  await current.session.handlers.apply({ edit: { kind: 'set-source', name, source } }, unwatched());
}

function suggestedName(uri: string): string {
  const last = uri.split('/').findLast((part) => part !== '') ?? 'other';
  const name = last.replace(/\..*$/, '').replaceAll(/[^A-Za-z0-9_]/g, '_');
  return /^[A-Za-z_]/.test(name) ? name : `s_${name}`;
}

const formats: Readonly<Record<string, SourceFormat>> = {
  '.parquet': 'parquet',
  '.parq': 'parquet',
  '.pq': 'parquet',
  '.pqt': 'parquet',
  '.arrow': 'arrow',
  '.arrows': 'arrow',
  '.feather': 'arrow',
  '.ipc': 'arrow',
  '.avro': 'avro',
  '.xlsx': 'excel',
  '.xlsm': 'excel',
  '.csv': 'csv',
  '.tsv': 'csv',
  '.json': 'json',
  '.jsonl': 'json',
  '.ndjson': 'json',
};

function formatOf(uri: string): Source['format'] {
  if (uri.endsWith('.sluice.json')) return 'recipe';
  if (uri.endsWith('/')) return 'parquet';
  const format = formats[extname(uri.replace(/\.(gz|zst)$/, '')).toLowerCase()];
  if (format) return format;
  throw new AppError('usage', `The format of ${uri} is not known by its name.`, {
    hint: 'Choose a Parquet, CSV, JSON, Arrow, Avro or Excel file, or another recipe.',
  });
}
