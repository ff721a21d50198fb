import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { AppError } from '../shared/errors.ts';
import { diskSentence } from './diskSentence.ts';

const role = z
  .string()
  .regex(
    /^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/,
    'is not the ARN of a role (arn:aws:iam::…:role/…)',
  );
const instance = z
  .string()
  .regex(/^ml\.[a-z0-9-]+\.[a-z0-9]+$/, 'is no instance type (ml.m5.xlarge)');
const s3 = z
  .string()
  .regex(/^s3:\/\/[^/]+(\/.*)?$/, 'is not an address on S3 (s3://bucket/folder/)');
const volumeGb = z.number().int().min(1).max(16_384);
const maxSeconds = z.number().int().min(1);
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** `*.job.json` (FORMATS: Job and training documents). What is absent has a default or comes by a flag. */
export const jobDocument = z.strictObject({
  sluiceJob: z.literal(1).describe('Version of this format.'),
  recipe: z.string().min(1).describe('The recipe, relative to this file.'),
  role: role.optional().describe('The role that the job runs with.'),
  instance: instance.default('ml.m5.xlarge'),
  count: z.number().int().min(1).default(1).describe('Instances; a recipe runs on one.'),
  volumeGb: volumeGb.default(30),
  maxSeconds: maxSeconds.max(777_600).default(3600).describe('After so long the job is stopped.'),
  staging: s3.optional().describe('Where code, wheels and manifests are put.'),
  parameters: z.record(z.string(), scalar).default({}),
  kmsKey: z.string().nullable().default(null),
  subnets: z.array(z.string()).max(16).default([]),
  securityGroups: z.array(z.string()).max(5).default([]),
  networkIsolation: z.boolean().default(true),
});

/** `*.train.json`. */
export const trainDocument = z.strictObject({
  sluiceTrain: z.literal(1).describe('Version of this format.'),
  input: z
    .union([
      z.strictObject({ run: z.string().min(1) }),
      z.strictObject({ train: s3, validation: s3.optional() }),
    ])
    .describe('A run, “latest” for the newest, or folders of CSV without header, label first.'),
  algorithm: z.literal('xgboost'),
  version: z.string().regex(/^\d+\.\d+-\d+$/, 'is no version of the algorithm (3.2-0)'),
  hyperparameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  role: role.optional(),
  instance: instance.default('ml.m5.xlarge'),
  volumeGb: volumeGb.default(30),
  maxSeconds: maxSeconds.max(2_419_200).default(3600),
  output: s3.optional().describe('Where the model is put.'),
});

export type JobDocument = z.infer<typeof jobDocument>;
export type TrainDocument = z.infer<typeof trainDocument>;

/** Values that flags give instead of a document's. */
export interface JobFlags {
  readonly role?: string | undefined;
  readonly instance?: string | undefined;
  readonly volumeGb?: number | undefined;
  readonly maxSeconds?: number | undefined;
  readonly staging?: string | undefined;
}

/** The settings of a job: the document's, or defaults where there is only a recipe; a flag beats both. */
export function jobSettings(document: JobDocument | undefined, flags: JobFlags): JobDocument {
  const base = document ?? { sluiceJob: 1, recipe: '-' };
  return check(jobDocument, { ...base, ...given(flags) }, 'the job settings');
}

/** A training's settings; a flag beats the document. */
export function trainSettings(
  document: TrainDocument,
  flags: Omit<JobFlags, 'staging'>,
): TrainDocument {
  return check(trainDocument, { ...document, ...given(flags) }, 'the training settings');
}

/** Reads a `*.job.json`. */
export async function readJobDocument(path: string): Promise<JobDocument> {
  return check(jobDocument, await readJson(path), path);
}

/** Reads a `*.train.json`. */
export async function readTrainDocument(path: string): Promise<TrainDocument> {
  return check(trainDocument, await readJson(path), path);
}

async function readJson(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw diskSentence(error, path);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AppError('bad-data', `${path} is not JSON.`, {
      hint: 'Correct the place that the details name.',
      detail: error instanceof Error ? error.message : String(error),
    });
  }
}

function check<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [first, ...rest] = result.error.issues.map(sentence);
  const more = rest.length > 0 ? ` (and ${String(rest.length)} more)` : '';
  throw new AppError(
    'bad-data',
    `In ${what}, ${first ?? 'something is not as it should be'}.${more}`,
    {
      hint: 'Correct it, or take it out.',
      detail: result.error.issues.map(sentence).join('\n'),
    },
  );
}

function sentence(issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map((key) => `“${key}”`).join(', ');
    return `${keys} ${issue.keys.length > 1 ? 'are no known keys' : 'is no known key'}${path === '' ? '' : ` of ${path}`}`;
  }
  if (issue.code === 'invalid_union') {
    return `${path} must be {"run": …} or {"train": "s3://…", "validation": "s3://…"}`;
  }
  if (issue.code === 'invalid_type' && issue.input === undefined) return `“${path}” is missing`;
  if (issue.code === 'invalid_format') return `“${path}” ${issue.message}`;
  return `“${path}”: ${issue.message}`;
}

function given(flags: JobFlags): object {
  return Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
}
