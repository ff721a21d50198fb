import { StopProcessingJobCommand, StopTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import type { JobRef, JobState } from '../../shared/contracts/aws.ts';
import { withAwsErrors } from '../awsError.ts';
import type { AwsClients } from '../clients.ts';
import { describeJob } from './describeJob.ts';

/** Asks AWS to stop a job, and tells its state then; one that has ended stays as it is. */
export async function stopJob(
  clients: AwsClients,
  ref: JobRef,
  signal?: AbortSignal,
): Promise<JobState> {
  const before = await describeJob(clients, ref, signal);
  if (before.outcome !== 'running' || before.status === 'Stopping') return before;
  const client = await clients.sagemaker();
  const options = signal ? { abortSignal: signal } : {};
  if (ref.kind === 'processing') {
    await withAwsErrors({ action: 'sagemaker:StopProcessingJob', on: ref.name }, () =>
      client.send(new StopProcessingJobCommand({ ProcessingJobName: ref.name }), options),
    );
  } else {
    await withAwsErrors({ action: 'sagemaker:StopTrainingJob', on: ref.name }, () =>
      client.send(new StopTrainingJobCommand({ TrainingJobName: ref.name }), options),
    );
  }
  return describeJob(clients, ref, signal);
}
