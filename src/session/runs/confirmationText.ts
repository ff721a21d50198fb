import type { Confirmation } from '../../jobs/confirmation.ts';
import { byteText, durationText } from './texts.ts';

/** The question before a paid job, and all that it will be. */
export function confirmationText(job: Confirmation): {
  readonly question: string;
  readonly detail: string;
  readonly yes: string;
} {
  const what = job.kind === 'processing' ? 'run' : 'training';
  const cap = durationText(job.maxSeconds);
  const uploads = job.uploadBytes > 0 ? [`Uploads: ${byteText(job.uploadBytes)}`] : [];
  return {
    question: `Start this ${what} on SageMaker? AWS bills the account for it.`,
    detail: [
      `Name: ${job.name}`,
      `Account: ${job.account}, ${job.region}`,
      `Role: ${job.role}`,
      `Instance: ${String(job.count)} × ${job.instance}, ${String(job.volumeGb)} GB`,
      `Billed: at most ${String(job.count)} × ${job.instance} for ${cap}; then it is stopped`,
      ...job.outputs.map(({ name, uri }) => `Writes ${name}: ${uri}`),
      ...uploads,
      ...job.notes.map((note) => `Note: ${note}`),
    ].join('\n'),
    yes: `Run in ${job.region}`,
  };
}
