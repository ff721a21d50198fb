import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { AwsContract } from '../shared/contracts/aws.ts';
import { AppError } from '../shared/errors.ts';
import type { CallOptions, Remote } from '../shared/rpc/contract.ts';
import { requireYes } from './confirmation.ts';
import type { Confirm } from './confirmation.ts';
import type { TrainDocument } from './documents.ts';
import { followJob } from './followJob.ts';
import type { RunHistory } from './history.ts';
import { requireHyperparameters } from './requireHyperparameters.ts';
import { requirePreflight } from './requirePreflight.ts';
import { s3Folder } from './s3Folder.ts';
import { sha256File } from './sha256File.ts';
import { submitRecorded } from './submitRecorded.ts';
import type { TrainEnd } from './trainEnd.ts';
import { requireCsv, trainingChannels } from './trainingChannels.ts';
import type { ChannelPlace } from './trainingChannels.ts';

/** A training on SageMaker. */
export interface TrainSagemakerInput {
  readonly history: RunHistory;
  readonly aws: Remote<AwsContract>;
  /** The run's and the job's name. */
  readonly name: string;
  readonly document: TrainDocument;
  readonly documentPath: string;
  readonly confirm: Confirm;
  readonly wait: boolean;
  readonly pollSeconds?: number;
}

/** A channel's folder on S3; `files` have to be brought there first. */
interface Channel {
  readonly name: string;
  readonly uri: string;
  readonly size: number;
  readonly files: readonly { readonly path: string; readonly uri: string }[];
}

/** Submits a training of the built-in XGBoost: checks, asks, records, uploads what lies here, creates the job. */
export async function trainOnSagemaker(
  input: TrainSagemakerInput,
  call: CallOptions = {},
): Promise<TrainEnd> {
  const { history, aws, name, document } = input;
  const { role, output, instance, volumeGb, maxSeconds } = document;
  if (role === undefined || output === undefined) {
    const missing = role === undefined ? 'role' : 'output';
    throw new AppError('usage', `A training on SageMaker needs “${missing}”.`, {
      hint: `Write it into ${input.documentPath}.`,
    });
  }
  requireHyperparameters(document.hyperparameters, 'sagemaker');
  const places = await trainingChannels(document.input, history);
  const train = await channel(input, output, 'train', places.train, call);
  const validation = places.validation
    ? await channel(input, output, 'validation', places.validation, call)
    : undefined;
  const channels = validation ? [train, validation] : [train];
  const outputs = [{ name: 'model', uri: s3Folder(output, name) }];
  const { identity, notes } = await requirePreflight(
    aws,
    {
      role,
      staging: output,
      outputs,
      inputs: channels.map(({ name: channelName, uri, size }) => ({
        name: channelName,
        uri,
        size,
      })),
      volumeGb,
    },
    call,
  );
  const local = channels.filter(({ files }) => files.length > 0);
  const job = { account: identity.account, region: identity.region, role, instance, maxSeconds };
  await requireYes(input.confirm, {
    kind: 'training',
    name,
    ...job,
    count: 1,
    volumeGb,
    uploadBytes: local.reduce((sum, { size }) => sum + size, 0),
    outputs,
    notes,
  });
  // The last of the list is the one that early stopping goes by, too.
  const metrics = document.hyperparameters.eval_metric;
  const wanted = metrics === undefined ? undefined : String(metrics).split(',').at(-1)?.trim();
  await history.create({
    sluiceRecord: 1,
    name,
    kind: 'train',
    target: 'sagemaker',
    state: 'submitting',
    started: new Date().toISOString(),
    directory: history.directoryOf(name),
    document: input.documentPath,
    ...(places.run ? { input: places.run.name } : {}),
    ...(places.run?.recipe ? { recipe: places.run.recipe } : {}),
    ...(places.run?.snapshots ? { snapshots: places.run.snapshots } : {}),
    job: { kind: 'training', name, count: 1, ...job },
    ...(wanted === undefined ? {} : { wantedMetric: `validation-${wanted}` }),
  });
  const record = await submitRecorded(history, name, async () => {
    for (const { files } of local) {
      await aws.upload({ files, ifAbsent: true, owner: identity.account }, call);
    }
    return aws.submitTraining(
      {
        ...{ name, role, instance, volumeGb, maxSeconds },
        version: document.version,
        hyperparameters: document.hyperparameters,
        channels: { train: train.uri, ...(validation ? { validation: validation.uri } : {}) },
        output: s3Folder(output),
        tags: {
          'sluice:run': places.run?.name ?? '',
          'sluice:recipe': places.run?.recipe?.sha256 ?? '',
          'sluice:snapshot': places.run?.snapshots?.main ?? '',
        },
      },
      call,
    );
  });
  if (!input.wait) return { record, error: undefined };
  return followJob(
    {
      history,
      aws,
      name,
      ...(input.pollSeconds === undefined ? {} : { pollSeconds: input.pollSeconds }),
    },
    call,
  );
}

/** A channel on S3 stays where it lies; one that a run here wrote goes below an address of its content. */
async function channel(
  { aws }: TrainSagemakerInput,
  output: string,
  name: string,
  place: ChannelPlace,
  call: CallOptions,
): Promise<Channel> {
  if ('uri' in place) {
    const { objects } = await aws.resolve({ uri: place.uri }, call);
    requireCsv(
      objects.map((object) => object.uri),
      `Channel ${name} (${place.uri})`,
    );
    const size = objects.reduce((sum, object) => sum + object.size, 0);
    return { name, uri: s3Folder(place.uri), size, files: [] };
  }
  const hash = createHash('sha256');
  let size = 0;
  const names = (await readdir(place.folder)).sort();
  for (const file of names) {
    const path = join(place.folder, file);
    hash.update(`${file}\0${await sha256File(path)}\n`);
    size += (await stat(path)).size;
  }
  const uri = s3Folder(output, 'sluice', 'channels', hash.digest('hex'), name);
  const files = names.map((file) => ({ path: join(place.folder, file), uri: uri + file }));
  return { name, uri, size, files };
}
