import { mkdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError, isCancelled, toAppError } from '../shared/errors.ts';
import type { ErrorCode } from '../shared/errors.ts';
import type { AwsContract } from '../shared/contracts/aws.ts';
import type { CallOptions, Remote } from '../shared/rpc/contract.ts';
import { childEnvironment } from './childEnvironment.ts';
import type { TrainDocument } from './documents.ts';
import { executePython } from './executePython.ts';
import type { RunHistory } from './history.ts';
import { requireHyperparameters } from './requireHyperparameters.ts';
import type { TrainEnd } from './trainEnd.ts';
import { requireCsv, trainingChannels } from './trainingChannels.ts';
import type { ChannelPlace } from './trainingChannels.ts';
import { requireLocalVersion } from './xgboostVersion.ts';

/** A training here. */
export interface TrainLocalInput {
  readonly history: RunHistory;
  readonly aws: Remote<AwsContract>;
  /** The run's name. */
  readonly name: string;
  readonly document: TrainDocument;
  readonly documentPath: string;
  /** Holds objects of S3, as `ensure` lays them out. */
  readonly objectCache: string;
  readonly python: string;
  readonly pythonFolder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Each line of the trainer, the metric of each round among them. */
  readonly onLine?: (line: string) => void;
}

const result = z.object({
  metric: z.object({ name: z.string(), value: z.number() }),
  model: z.string(),
  seconds: z.number(),
  versions: z.record(z.string(), z.string()),
});
const failure = z.object({
  error: z.object({ code: z.string(), message: z.string(), detail: z.string().nullable() }),
});

/** Trains here what SageMaker would train. Throws before anything is recorded if the input is wrong. */
export async function trainLocally(
  input: TrainLocalInput,
  call: CallOptions = {},
): Promise<TrainEnd> {
  const { history, document, name } = input;
  requireLocalVersion(document.version);
  requireHyperparameters(document.hyperparameters, 'local');
  const channels = await trainingChannels(document.input, history);
  const files = {
    train: await filesOf(input, 'train', channels.train, call),
    ...(channels.validation
      ? { validation: await filesOf(input, 'validation', channels.validation, call) }
      : {}),
  };
  const directory = history.directoryOf(name);
  await history.create({
    sluiceRecord: 1,
    name,
    kind: 'train',
    target: 'local',
    state: 'running',
    started: new Date().toISOString(),
    directory,
    document: input.documentPath,
    ...(channels.run ? { input: channels.run.name } : {}),
    ...(channels.run?.recipe ? { recipe: channels.run.recipe } : {}),
    ...(channels.run?.snapshots ? { snapshots: channels.run.snapshots } : {}),
    process: { host: hostname(), pid: process.pid },
  });
  try {
    const done = await execute(input, files, call);
    const { metric, model, seconds, versions } = done;
    const record = await history.update(name, {
      state: 'completed',
      metric,
      model,
      seconds,
      versions,
    });
    return { record, error: undefined };
  } catch (error) {
    const known = toAppError(error);
    const state = isCancelled(known) ? 'stopped' : 'failed';
    const record = await history.update(name, {
      state,
      error: { code: known.code, message: known.message },
    });
    if (isCancelled(known)) throw known;
    return { record, error: known };
  }
}

async function execute(
  input: TrainLocalInput,
  channels: Readonly<Record<string, readonly string[]>>,
  call: CallOptions,
): Promise<z.infer<typeof result>> {
  const { document, history, name } = input;
  const directory = history.directoryOf(name);
  const job = join(directory, 'train.json');
  const { version, hyperparameters } = document;
  const model = join(directory, 'model');
  await mkdir(model, { recursive: true });
  await writeFile(job, JSON.stringify({ version, hyperparameters, channels, model }, null, 2));
  const rounds = Number(hyperparameters.num_round);
  let last = '';
  let noted: Promise<unknown> = Promise.resolve();
  const end = await executePython({
    python: input.python,
    arguments: [join(input.pythonFolder, 'train_xgboost.py'), job],
    env: childEnvironment(input.env),
    signal: call.signal,
    onStart: (pid) => {
      noted = history.update(name, { process: { host: hostname(), pid } }).catch(toAppError);
    },
    onLine: (line) => {
      last = line;
      if (line.startsWith('{')) return;
      input.onLine?.(line);
      const round = /^\[(\d+)\]\t/.exec(line)?.[1];
      if (round === undefined) return;
      call.onProgress?.({ what: line, done: Number(round) + 1, total: rounds, unit: 'steps' });
    },
  }).finally(() => noted);
  const answer = parse(last);
  const done = result.safeParse(answer);
  if (end.code === 0 && done.success) return done.data;
  const told = failure.safeParse(answer);
  if (told.success) {
    const { code, message, detail } = told.data.error;
    throw new AppError(asCode(code), message, {
      hint: hints[code] ?? 'Correct it, then train again.',
      ...(detail === null ? {} : { detail }),
    });
  }
  const killed = end.signal === 'SIGKILL';
  throw new AppError(
    killed ? 'out-of-memory' : 'engine-crashed',
    killed
      ? 'The training was killed, most likely for want of memory.'
      : 'The training ended without saying why.',
    { hint: 'Close other programs, or train on SageMaker.', detail: end.stderr },
  );
}

const hints: Readonly<Record<string, string>> = {
  python: 'Leave out --python and SLUICE_PYTHON, so that a fitting environment is made.',
  'out-of-memory': 'Close other programs, or train on SageMaker.',
  'disk-full': 'Free some space, then train again.',
};

async function filesOf(
  input: TrainLocalInput,
  channel: string,
  place: ChannelPlace,
  call: CallOptions,
): Promise<readonly string[]> {
  if ('folder' in place) return [place.folder];
  const source = await input.aws.resolve({ uri: place.uri }, call);
  requireCsv(
    source.objects.map((object) => object.uri),
    `Channel ${channel} (${place.uri})`,
  );
  const { files } = await input.aws.ensure(
    {
      ...{ base: source.base, objects: source.objects, cacheDirectory: input.objectCache },
      // The files are read until this process ends.
      holder: 'training',
    },
    call,
  );
  return files.map((file) => file.path);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // it was killed before its last line
  }
}

function asCode(code: string): ErrorCode {
  const known: readonly ErrorCode[] = ['bad-data', 'python', 'out-of-memory', 'disk-full'];
  return known.find((candidate) => candidate === code) ?? 'internal';
}
