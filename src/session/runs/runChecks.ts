import type { AwsIdentity } from '../../shared/contracts/awsIdentity.ts';
import type {
  PreflightProblem,
  PreflightReport,
  PreflightRequest,
} from '../../shared/contracts/preflight.ts';
import type { CheckLine, CheckRemedy } from '../../shared/contracts/runPanel.ts';
import { editorHint } from './editorError.ts';
import { byteText } from './texts.ts';

/** The lines of “Before anything is sent”: what AWS was asked, and what came of it. */
export function runChecks(request: PreflightRequest, report: PreflightReport): CheckLine[] {
  const { identity, problems } = report;
  const wrong = new Map<string, PreflightProblem[]>();
  for (const problem of problems) {
    wrong.set(problem.field, [...(wrong.get(problem.field) ?? []), problem]);
  }
  const of = (field: string): readonly PreflightProblem[] => wrong.get(field) ?? [];
  const lines: CheckLine[] = [];
  const add = (field: string, title: string): void => {
    const found = of(field);
    if (found.length === 0) lines.push({ field, state: 'passed', title });
    else lines.push(...found.map(problemLine));
  };
  if (!identity) {
    lines.push(...of('identity').map(problemLine));
  } else {
    add('identity', `Signed in as ${identity.account} / ${who(identity)}`);
    add('role', 'SageMaker can take on the role');
    lines.push(...placeLines(request, identity, of));
  }
  const size = request.inputs.reduce((sum, input) => sum + input.size, 0);
  const room = `${String(request.volumeGb)} GB hold ${byteText(size)} of input twice, and 5 GB more`;
  add('volumeGb', room);
  return lines;
}

/** One line for each bucket that is fine, one for each place that is not. */
function placeLines(
  request: PreflightRequest,
  identity: AwsIdentity,
  of: (field: string) => readonly PreflightProblem[],
): CheckLine[] {
  const places = [
    ...request.inputs.map(({ name, uri }) => ({ field: `inputs.${name}`, uri })),
    { field: 'staging', uri: request.staging },
    ...request.outputs.map(({ name, uri }) => ({ field: `outputs.${name}`, uri })),
  ];
  const lines: CheckLine[] = [];
  const told = new Set<string>();
  for (const { field, uri } of places) {
    const found = of(field).filter(({ message }) => !told.has(message));
    for (const problem of found) told.add(problem.message);
    lines.push(...found.map(problemLine));
    const bucket = /^s3:\/\/([^/]+)/.exec(uri)?.[1] ?? uri;
    const elsewhere = places.some(
      (place) => place.uri.startsWith(`s3://${bucket}/`) && isLost(of(place.field)),
    );
    if (elsewhere || told.has(bucket)) continue;
    told.add(bucket);
    const title = `Bucket ${bucket} is in ${identity.region}, as the job`;
    lines.push({ field, state: 'passed', title });
  }
  return lines;
}

/** Nothing is known of the bucket, or it lies elsewhere. */
function isLost(problems: readonly PreflightProblem[]): boolean {
  return problems.some(({ code }) => code !== 'used-prefix' && code !== 'not-checked');
}

/** `assumed role research` of `arn:aws:sts::…:assumed-role/research/session`. */
function who({ arn }: AwsIdentity): string {
  const [kind = '', ...names] = (arn.split(':').slice(5).join(':') || arn).split('/');
  const name = names[0];
  return name === undefined ? kind : `${kind.replace('-', ' ')} ${name}`;
}

function problemLine(problem: PreflightProblem): CheckLine {
  const { field, severity, message } = problem;
  const remedy = remedyOf(problem);
  const detail =
    problem.code === 'wrong-region' && problem.suggestion !== undefined
      ? `Run in ${problem.suggestion}, or use a bucket in the job's region.`
      : editorHint(problem.code, problem.hint);
  return {
    field,
    state: severity === 'error' ? 'failed' : 'note',
    title: message.replace(/\.$/, ''),
    ...(detail === '' ? {} : { detail }),
    ...(remedy ? { remedy } : {}),
  };
}

function remedyOf({ field, code, suggestion }: PreflightProblem): CheckRemedy | undefined {
  if (code === 'wrong-region' && suggestion !== undefined) {
    const command = 'selectRegion';
    return { kind: 'command', label: `Run in ${suggestion}`, command, value: suggestion };
  }
  if (field === 'volumeGb' && suggestion !== undefined) {
    return { kind: 'set', label: `Use ${suggestion} GB`, field, value: suggestion };
  }
  if (code === 'credentials') {
    return { kind: 'command', label: 'Select profile', command: 'selectProfile' };
  }
  return undefined;
}
