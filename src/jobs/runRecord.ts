import { z } from 'zod';

/** How a run stands. `submitting`: the job may or may not have been created yet. */
const runStates = ['submitting', 'running', 'completed', 'failed', 'stopped'] as const;

const jobRecord = z.object({
  kind: z.enum(['processing', 'training']),
  name: z.string(),
  arn: z.string().optional(),
  account: z.string().optional(),
  region: z.string().optional(),
  role: z.string().optional(),
  instance: z.string().optional(),
  count: z.number().optional(),
  maxSeconds: z.number().optional(),
});

/** `.sluice/runs/<name>/record.json`: what the history knows of one run. */
export const runRecord = z.looseObject({
  sluiceRecord: z.literal(1),
  name: z.string(),
  kind: z.enum(['run', 'train']),
  target: z.enum(['local', 'sagemaker']),
  state: z.enum(runStates),
  /** ISO 8601. */
  started: z.string(),
  seconds: z.number().optional(),
  metric: z.object({ name: z.string(), value: z.number() }).optional(),
  /** Of a training: the metric that counts, `validation-auc`; the last one if absent. */
  wantedMetric: z.string().optional(),
  /** Absolute: the job directory, or the folder of a training. */
  directory: z.string(),
  /** The document that it was started from. */
  document: z.string().optional(),
  recipe: z.object({ sha256: z.string() }).optional(),
  snapshots: z.record(z.string(), z.string()).optional(),
  versions: z.record(z.string(), z.string()).optional(),
  outputs: z
    .array(z.object({ name: z.string(), uri: z.string(), rows: z.number().optional() }))
    .optional(),
  /** Where `output/run/run.json` arrives on S3. */
  runUri: z.string().optional(),
  /** A file here or an s3:// address. */
  model: z.string().optional(),
  /** The run whose outputs a training read. */
  input: z.string().optional(),
  job: jobRecord.optional(),
  /** The process that executes a run here. */
  process: z.object({ host: z.string(), pid: z.number() }).optional(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
});

export type RunRecord = z.infer<typeof runRecord>;
export type RunState = RunRecord['state'];
