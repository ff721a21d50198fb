import { join } from 'node:path';
import type { Plan } from '../core/codegen/plan.ts';
import type { AwsContract, PinnedInput, ProcessingSpec } from '../shared/contracts/aws.ts';
import { AppError, throwIfCancelled } from '../shared/errors.ts';
import type { CallOptions, Remote } from '../shared/rpc/contract.ts';
import { requireYes } from './confirmation.ts';
import type { Confirm } from './confirmation.ts';
import type { DataSession } from './dataSession.ts';
import type { LocatedSource } from './locatedSource.ts';
import type { JobDocument } from './documents.ts';
import { followJob } from './followJob.ts';
import type { RunHistory } from './history.ts';
import { writeJobDirectory } from './jobDirectory.ts';
import type { RunEnd } from './localRun.ts';
import { requirePreflight } from './requirePreflight.ts';
import type { Preflight } from './requirePreflight.ts';
import { s3Folder } from './s3Folder.ts';
import { submitRecorded } from './submitRecorded.ts';
import { ensureWheel } from './wheel.ts';
import { withChecksums } from './withChecksums.ts';

/** A run on SageMaker. */
export interface SagemakerRunInput {
  readonly history: RunHistory;
  readonly aws: Remote<AwsContract>;
  readonly session: Pick<DataSession, 'locate'>;
  /** Its name is the run's and the job's. */
  readonly plan: Plan;
  readonly recipeText: string;
  readonly recipePath: string;
  /** The recipe's folder, against which local sources are located again. */
  readonly folder: string;
  readonly located: readonly LocatedSource[];
  readonly settings: JobDocument;
  readonly confirm: Confirm;
  /** Wait for the end; else the run is left as `running`. */
  readonly wait: boolean;
  readonly cacheDirectory: string;
  readonly pythonFolder: string;
  /** A Python that has pip, for the wheel. */
  readonly python: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly pollSeconds?: number;
}

interface Needed {
  readonly role: string;
  readonly staging: string;
  readonly outputs: readonly { readonly name: string; readonly uri: string }[];
  readonly runUri: string;
}

/**
 * Submits a plan as a processing job: checks, asks, records, takes the snapshot again, uploads, creates
 * the job, and waits where that is wanted. A CLI that is killed in between finds the job by its name.
 */
export async function runOnSagemaker(
  input: SagemakerRunInput,
  call: CallOptions = {},
): Promise<RunEnd> {
  const { history, aws, plan, settings } = input;
  const needed = requireSettings(input);
  const checks = await preflight(input, needed, call);
  const local = input.located.filter((source) => source.local);
  await requireYes(input.confirm, {
    kind: 'processing',
    name: plan.name,
    account: checks.identity.account,
    region: checks.identity.region,
    role: needed.role,
    instance: settings.instance,
    count: settings.count,
    volumeGb: settings.volumeGb,
    maxSeconds: settings.maxSeconds,
    uploadBytes: local.reduce((sum, source) => sum + bytesOf(source), 0),
    outputs: needed.outputs,
    notes: checks.notes,
  });
  const directory = history.directoryOf(plan.name);
  const { account, region } = checks.identity;
  const job = {
    account,
    region,
    role: needed.role,
    instance: settings.instance,
    maxSeconds: settings.maxSeconds,
  };
  await history.create({
    sluiceRecord: 1,
    name: plan.name,
    kind: 'run',
    target: 'sagemaker',
    state: 'submitting',
    started: new Date().toISOString(),
    directory,
    document: input.recipePath,
    recipe: plan.recipe,
    snapshots: Object.fromEntries(input.located.map(({ name, snapshot }) => [name, snapshot])),
    versions: plan.versions,
    outputs: [...needed.outputs],
    runUri: needed.runUri,
    job: { kind: 'processing', name: plan.name, count: settings.count, ...job },
  });
  const record = await submitRecorded(history, plan.name, async () => {
    await requireSameData(input, call);
    const pinned = await pinInputs(input, needed, checks, call);
    const code = await uploadCode(input, needed, pinned.plan, job, checks, call);
    throwIfCancelled(call.signal);
    return aws.submitProcessing(
      { ...processingSpec(input, needed), ...code, inputs: pinned.inputs },
      call,
    );
  });
  if (!input.wait) return { record, run: undefined, error: undefined };
  return followJob({ history, aws, name: plan.name, ...pace(input) }, call);
}

function pace({ pollSeconds }: SagemakerRunInput): { readonly pollSeconds?: number } {
  return pollSeconds === undefined ? {} : { pollSeconds };
}

function requireSettings({ plan, settings }: SagemakerRunInput): Needed {
  const { role, staging } = settings;
  const missing = role === undefined ? 'role' : staging === undefined ? 'staging' : undefined;
  if (role === undefined || staging === undefined) {
    throw new AppError('usage', `A run on SageMaker needs a ${missing ?? ''}.`, {
      hint: `Give --${missing ?? ''}, or write it into a *.job.json.`,
    });
  }
  if (settings.count !== 1) {
    throw new AppError('unsupported', 'A recipe runs on one instance.', {
      hint: 'Set count to 1, and choose a larger instance.',
    });
  }
  const outputs = plan.outputs.map(({ name, uri }) => {
    if (/^s3:\/\/[^/]/.test(uri)) return { name, uri: s3Folder(uri, plan.name) };
    throw new AppError('bad-recipe', `Output ${name} has no address on S3.`, {
      hint: 'Give it a uri like s3://bucket/folder/ to run on SageMaker.',
    });
  });
  const twice = outputs.find(({ uri }, at) => outputs.findIndex((o) => o.uri === uri) !== at);
  if (twice) {
    throw new AppError('bad-recipe', `Two outputs would write to ${twice.uri}.`, {
      hint: 'Give each output a folder of its own.',
    });
  }
  return { role, staging, outputs, runUri: s3Folder(staging, 'sluice', 'runs', plan.name) };
}

async function preflight(
  input: SagemakerRunInput,
  { role, staging, outputs, runUri }: Needed,
  call: CallOptions,
): Promise<Preflight> {
  return requirePreflight(
    input.aws,
    {
      role,
      staging,
      outputs: [...outputs, { name: 'run', uri: runUri }],
      inputs: input.located.map((source) => ({
        name: source.name,
        uri: source.remote?.uri ?? dataFolder(staging, source),
        size: bytesOf(source),
      })),
      volumeGb: input.settings.volumeGb,
    },
    call,
  );
}

/** The data must still be those that the plan was made for. */
async function requireSameData(input: SagemakerRunInput, call: CallOptions): Promise<void> {
  for (const source of input.located) {
    const again = await input.session.locate(source.name, source.spec, input.folder, call);
    if (again.snapshot === source.snapshot) continue;
    throw new AppError('changed', `Source ${source.name} changed while the run was prepared.`, {
      hint: 'Start the run again; nothing was submitted.',
      detail: `${source.snapshot} -> ${again.snapshot}`,
    });
  }
}

/** Data on S3 stay where they lie; data here go to a folder of their snapshot's. */
async function pinInputs(
  input: SagemakerRunInput,
  { staging }: Needed,
  { identity }: Preflight,
  call: CallOptions,
): Promise<{ readonly plan: Plan; readonly inputs: readonly PinnedInput[] }> {
  const { aws, located } = input;
  const owner = identity.account;
  const plan = await withChecksums(input.plan, located, aws, call);
  const sources = { ...plan.sources };
  const inputs: PinnedInput[] = [];
  for (const source of located) {
    const { name, remote, local } = source;
    if (remote) inputs.push(await aws.pinInput({ name, source: remote, staging, owner }, call));
    const planned = sources[name];
    if (!local || !planned) continue;
    const uri = dataFolder(staging, source);
    const files = source.files.map((file, at) => ({
      path: local.paths[at] ?? '',
      uri: uri + file.relative,
    }));
    const uploaded = await aws.upload({ files, ifAbsent: true, owner }, call);
    const hashes = new Map(uploaded.map((file) => [file.uri, file.sha256]));
    sources[name] = {
      ...planned,
      files: planned.files.map((file) => {
        const value = hashes.get(uri + file.path);
        return value === undefined ? file : { ...file, checksum: { algorithm: 'sha256', value } };
      }),
    };
    inputs.push({ name, type: 'S3Prefix', uri });
  }
  return { plan: { ...plan, sources }, inputs };
}

/** Writes the job directory, and puts its code and wheel below addresses that name their content. */
async function uploadCode(
  input: SagemakerRunInput,
  { staging, outputs }: Needed,
  plan: Plan,
  job: Omit<Parameters<typeof writeJobDirectory>[0]['job'] & object, 'arn'>,
  { identity }: Preflight,
  call: CallOptions,
): Promise<{ readonly code: string; readonly wheels: string }> {
  const { pythonFolder, recipeText, settings } = input;
  const wheel = await ensureWheel(input, call);
  const partition = /^arn:([^:]+):/.exec(settings.role ?? '')?.[1] ?? 'aws';
  const arn = `arn:${partition}:sagemaker:${job.region}:${job.account}:processing-job/${plan.name}`;
  const written = await writeJobDirectory({
    directory: input.history.directoryOf(plan.name),
    plan,
    recipeText,
    pythonFolder,
    wheels: [wheel],
    outputUris: Object.fromEntries(outputs.map(({ name, uri }) => [name, uri])),
    job: { arn, ...job },
    signal: call.signal,
  });
  const owner = identity.account;
  const code = s3Folder(staging, 'sluice', 'jobs', written.codeSha256, 'code');
  const folder = join(written.directory, 'input', 'code');
  const names = ['run.py', 'recipe.json', 'plan.json'];
  const files = names.map((name) => ({ path: join(folder, name), uri: code + name }));
  await input.aws.upload({ files, ifAbsent: true, owner }, call);
  // The wheel is the same for every job; its folder is named by its hash.
  const [hash = '', name = ''] = wheel.split(/[\\/]/).slice(-2);
  const wheels = s3Folder(staging, 'sluice', 'wheels', hash);
  const parcel = [{ path: wheel, uri: wheels + name }];
  await input.aws.upload({ files: parcel, ifAbsent: true, owner }, call);
  return { code, wheels };
}

function processingSpec(
  { plan, settings }: SagemakerRunInput,
  { role, outputs, runUri }: Needed,
): Omit<ProcessingSpec, 'code' | 'wheels' | 'inputs'> {
  const { instance, count, volumeGb, maxSeconds, networkIsolation } = settings;
  const { kmsKey, subnets, securityGroups } = settings;
  return {
    name: plan.name,
    ...{ role, instance, count, volumeGb, maxSeconds },
    ...{ kmsKey, subnets, securityGroups, networkIsolation },
    tags: {
      'sluice:recipe': plan.recipe.sha256,
      'sluice:snapshot': plan.sources.main?.snapshot ?? '',
      'sluice:version': plan.versions.sluice,
      'sluice:duckdb': plan.versions.duckdb,
    },
    outputs,
    run: runUri,
  };
}

function dataFolder(staging: string, source: LocatedSource): string {
  return s3Folder(staging, 'sluice', 'data', source.snapshot.replace(/^sha256:/, ''));
}

function bytesOf(source: LocatedSource): number {
  return source.files.reduce((sum, file) => sum + file.size, 0);
}
