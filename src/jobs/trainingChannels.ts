import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../shared/errors.ts';
import type { TrainDocument } from './documents.ts';
import { diskSentence } from './diskSentence.ts';
import type { RunHistory } from './history.ts';
import type { RunRecord } from './runRecord.ts';

/** Where a channel's CSV lies: a folder here or on S3. */
export type ChannelPlace = { readonly folder: string } | { readonly uri: string };

/** What a training reads. */
export interface TrainingChannels {
  readonly train: ChannelPlace;
  readonly validation?: ChannelPlace;
  /** The run that wrote them. */
  readonly run?: RunRecord;
}

/**
 * The channels of a training: the addresses of its document, or the outputs `train` and `validation`
 * of a completed run (“latest”: the newest that has an output `train`).
 */
export async function trainingChannels(
  input: TrainDocument['input'],
  history: RunHistory,
): Promise<TrainingChannels> {
  if ('train' in input) {
    const { train, validation } = input;
    return {
      train: { uri: train },
      ...(validation === undefined ? {} : { validation: { uri: validation } }),
    };
  }
  const run =
    input.run === 'latest' ? await latestRun(history) : await namedRun(history, input.run);
  const train = await placeOf(run, 'train');
  if (train === undefined) {
    throw new AppError('bad-data', `The run ${run.name} has no output named train.`, {
      hint: 'Name the outputs of the recipe train and validation.',
    });
  }
  const validation = await placeOf(run, 'validation');
  return { train, run, ...(validation ? { validation } : {}) };
}

async function latestRun(history: RunHistory): Promise<RunRecord> {
  for (const entry of await history.list()) {
    if (!('record' in entry)) continue;
    const { record } = entry;
    if (record.kind === 'run' && record.state === 'completed' && output(record, 'train'))
      return record;
  }
  throw new AppError('not-found', 'There is no completed run with an output named train.', {
    hint: 'Run a recipe whose outputs are named train and validation first.',
  });
}

async function namedRun(history: RunHistory, name: string): Promise<RunRecord> {
  const record = await history.get(name);
  if (record.kind === 'run' && record.state === 'completed') return record;
  throw new AppError('bad-data', `${name} is no completed run (${record.kind}, ${record.state}).`, {
    hint: 'Name a run that has completed, or “latest”.',
  });
}

function output(record: RunRecord, name: string): { readonly uri: string } | undefined {
  return record.outputs?.find((candidate) => candidate.name === name);
}

async function placeOf(run: RunRecord, name: string): Promise<ChannelPlace | undefined> {
  const found = output(run, name);
  if (found === undefined) return undefined;
  if (!found.uri.startsWith('file:')) return { uri: found.uri };
  const folder = fileURLToPath(found.uri);
  let files: string[];
  try {
    files = await readdir(folder);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
      throw diskSentence(error, folder);
    }
    throw new AppError('not-found', `The output ${name} of ${run.name} is gone.`, {
      hint: 'Run the recipe again.',
      detail: folder,
    });
  }
  requireCsv(
    files.map((file) => join(folder, file)),
    `Output ${name} of ${run.name}`,
  );
  return { folder };
}

/** Throws unless all files are CSV, the one format that both trainers read from here. */
export function requireCsv(files: readonly string[], what: string): void {
  const other = files.find((file) => !/\.csv$/i.test(file));
  if (files.length > 0 && other === undefined) return;
  const found = other === undefined ? 'has no files' : `holds ${other.split('/').at(-1) ?? other}`;
  throw new AppError('bad-data', `${what} ${found}; training reads CSV.`, {
    hint: 'Give the output the format csv and a label: {"format": "csv", "options": {"label": …}}.',
  });
}
