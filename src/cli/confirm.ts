import type { Confirm, Confirmation } from '../jobs/confirmation.ts';
import type { CommandContext } from './context.ts';
import { megabytes } from './terminal.ts';

/** Names what will be paid for, and asks; `--yes` answers. */
export function confirmOn(context: CommandContext, yes: boolean): Confirm {
  return async (confirmation) => {
    for (const line of lines(confirmation)) context.terminal.note(line);
    if (yes) return true;
    return context.terminal.confirm('Submit this job?', context.signal);
  };
}

function lines(job: Confirmation): string[] {
  const upload = job.uploadBytes > 0 ? [`  uploads   ${megabytes(job.uploadBytes)}`] : [];
  return [
    `A ${job.kind} job will be created on SageMaker:`,
    `  name      ${job.name}`,
    `  account   ${job.account}`,
    `  region    ${job.region}`,
    `  role      ${job.role}`,
    `  instance  ${String(job.count)} × ${job.instance}, ${String(job.volumeGb)} GB`,
    `  cap       ${String(job.maxSeconds)} s; at worst ${String(job.count)} × ${job.instance} is paid for so long`,
    ...job.outputs.map(({ name, uri }) => `  output    ${name}: ${uri}`),
    ...upload,
    ...job.notes.map((note) => `  note      ${note}`),
  ];
}
