import type { AwsIdentity } from '../../shared/contracts/awsIdentity.ts';
import type {
  PreflightProblem,
  PreflightReport,
  PreflightRequest,
} from '../../shared/contracts/preflight.ts';
import { AppError } from '../../shared/errors.ts';
import { identity } from '../identity.ts';
import { prefixIsUsed } from '../s3/prefixIsUsed.ts';
import type { Buckets } from '../s3/buckets.ts';
import { parseS3Uri } from '../s3/s3Uri.ts';
import { checkRole } from './checkRole.ts';

const GB = 1e9;
const SPARE_GB = 5;

/** What would fail, as far as it can be known without creating anything. */
export async function preflight(
  buckets: Buckets,
  request: PreflightRequest,
  signal: AbortSignal,
): Promise<PreflightReport> {
  const volume = checkVolume(request);
  let who: AwsIdentity;
  try {
    who = await identity(buckets.clients, signal);
  } catch (error) {
    return { problems: [problemOf('identity', error), ...volume] };
  }
  const problems = [...(await checkRole(buckets.clients, request.role, who, signal))];
  const places = [
    { field: 'staging', uri: request.staging },
    ...request.inputs.map(({ name, uri }) => ({ field: `inputs.${name}`, uri })),
    ...request.outputs.map(({ name, uri }) => ({ field: `outputs.${name}`, uri })),
  ];
  for (const place of places) {
    problems.push(...(await checkPlace(buckets, place.field, place.uri, who, signal)));
  }
  const broken = new Set(problems.map(({ field }) => field));
  for (const { name, uri } of request.outputs) {
    const field = `outputs.${name}`;
    if (!broken.has(field)) problems.push(...(await checkUnused(buckets, field, uri, signal)));
  }
  return { identity: who, problems: [...problems, ...volume] };
}

async function checkPlace(
  buckets: Buckets,
  field: string,
  uri: string,
  who: AwsIdentity,
  signal: AbortSignal,
): Promise<PreflightProblem[]> {
  try {
    const { bucket } = parseS3Uri(uri);
    const region = await buckets.region(bucket, signal);
    if (region === who.region) return [];
    return [
      {
        field,
        code: 'wrong-region',
        severity: 'error',
        message: `The bucket ${bucket} lies in ${region}, but the job would run in ${who.region}.`,
        hint: `Set AWS_REGION to ${region}, or use a bucket in ${who.region}.`,
        suggestion: region,
      },
    ];
  } catch (error) {
    return [problemOf(field, error)];
  }
}

async function checkUnused(
  buckets: Buckets,
  field: string,
  uri: string,
  signal: AbortSignal,
): Promise<PreflightProblem[]> {
  try {
    if (!(await prefixIsUsed(buckets, uri, signal))) return [];
    return [
      {
        field,
        code: 'used-prefix',
        severity: 'error',
        message: `There is something at ${uri} already.`,
        hint: 'Start the run again, which names a new folder, or choose another address.',
      },
    ];
  } catch (error) {
    if (error instanceof AppError && error.code === 'forbidden') {
      return [
        {
          field,
          code: 'not-checked',
          severity: 'note',
          message: `Not checked: whether ${uri} is free (${error.message})`,
          hint: 'Make sure that the folder is unused; the job itself runs under its role.',
        },
      ];
    }
    return [problemOf(field, error)];
  }
}

/** The rule: the volume holds twice the input (data and what is spilled), and 5 GB to spare. */
function checkVolume(request: PreflightRequest): PreflightProblem[] {
  const input = request.inputs.reduce((sum, { size }) => sum + size, 0) / GB;
  const needed = Math.ceil(2 * input + SPARE_GB);
  if (request.volumeGb >= needed) return [];
  return [
    {
      field: 'volumeGb',
      code: 'small-volume',
      severity: 'error',
      message: `A volume of ${String(request.volumeGb)} GB is too small for ${input.toFixed(1)} GB of input.`,
      hint: `Set it to at least ${String(needed)} GB: twice the input and 5 GB.`,
      suggestion: String(needed),
    },
  ];
}

function problemOf(field: string, error: unknown): PreflightProblem {
  if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
  return {
    field,
    code: error.code,
    severity: 'error',
    message: error.message,
    hint: error.hint ?? '',
  };
}
