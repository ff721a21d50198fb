import {
  DescribeProcessingJobCommand,
  DescribeTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import type {
  DescribeProcessingJobCommandOutput,
  DescribeTrainingJobCommandOutput,
} from '@aws-sdk/client-sagemaker';
import type { JobRef, JobState } from '../../shared/contracts/aws.ts';
import { withAwsErrors } from '../awsError.ts';
import type { AwsClients } from '../clients.ts';

/** A job as AWS describes it now; `not-found` if there is none of that name. */
export async function describeJob(
  clients: AwsClients,
  ref: JobRef,
  signal?: AbortSignal,
): Promise<JobState> {
  const client = await clients.sagemaker();
  const options = signal ? { abortSignal: signal } : {};
  if (ref.kind === 'processing') {
    return withAwsErrors({ action: 'sagemaker:DescribeProcessingJob', on: ref.name }, async () =>
      processingState(
        ref.name,
        await client.send(
          new DescribeProcessingJobCommand({ ProcessingJobName: ref.name }),
          options,
        ),
      ),
    );
  }
  return withAwsErrors({ action: 'sagemaker:DescribeTrainingJob', on: ref.name }, async () =>
    trainingState(
      ref.name,
      await client.send(new DescribeTrainingJobCommand({ TrainingJobName: ref.name }), options),
    ),
  );
}

function processingState(name: string, job: DescribeProcessingJobCommandOutput): JobState {
  const cluster = job.ProcessingResources?.ClusterConfig;
  const status = job.ProcessingJobStatus ?? 'InProgress';
  return {
    kind: 'processing',
    name,
    ...arnParts(job.ProcessingJobArn),
    status,
    outcome: outcomeOf(status),
    ...times(job.CreationTime, job.ProcessingStartTime, job.ProcessingEndTime),
    ...defined({
      failure: job.FailureReason,
      exitMessage: job.ExitMessage,
      role: job.RoleArn,
      image: job.AppSpecification?.ImageUri,
      instance: cluster?.InstanceType,
      count: cluster?.InstanceCount,
      maxSeconds: job.StoppingCondition?.MaxRuntimeInSeconds,
    }),
    outputs: (job.ProcessingOutputConfig?.Outputs ?? []).map((output) => ({
      name: output.OutputName ?? '',
      uri: output.S3Output?.S3Uri ?? '',
    })),
    metrics: [],
  };
}

function trainingState(name: string, job: DescribeTrainingJobCommandOutput): JobState {
  const status = job.TrainingJobStatus ?? 'InProgress';
  const output = job.OutputDataConfig?.S3OutputPath;
  return {
    kind: 'training',
    name,
    ...arnParts(job.TrainingJobArn),
    status,
    outcome: outcomeOf(status),
    ...times(job.CreationTime, job.TrainingStartTime, job.TrainingEndTime),
    ...defined({
      secondary: job.SecondaryStatus,
      failure: job.FailureReason,
      role: job.RoleArn,
      image: job.AlgorithmSpecification?.TrainingImage,
      instance: job.ResourceConfig?.InstanceType,
      count: job.ResourceConfig?.InstanceCount,
      maxSeconds: job.StoppingCondition?.MaxRuntimeInSeconds,
      billableSeconds: job.BillableTimeInSeconds,
      model: job.ModelArtifacts?.S3ModelArtifacts,
    }),
    outputs: output === undefined ? [] : [{ name: 'model', uri: output }],
    metrics: (job.FinalMetricDataList ?? []).flatMap(({ MetricName, Value }) =>
      MetricName === undefined || Value === undefined ? [] : [{ name: MetricName, value: Value }],
    ),
  };
}

/** AWS's word -> ours; a word that AWS adds later counts as running, and is shown as it is. */
function outcomeOf(status: string): JobState['outcome'] {
  switch (status) {
    case 'Completed':
      return 'succeeded';
    case 'Failed':
      return 'failed';
    case 'Stopped':
      return 'stopped';
    default:
      return 'running';
  }
}

function arnParts(arn = ''): { arn: string; region: string; account: string } {
  const parts = arn.split(':');
  return { arn, region: parts[3] ?? '', account: parts[4] ?? '' };
}

function times(created: Date | undefined, started: Date | undefined, ended: Date | undefined) {
  const from = started ?? created;
  return {
    created: (created ?? new Date(0)).toISOString(),
    ...(started === undefined ? {} : { started: started.toISOString() }),
    ...(ended === undefined ? {} : { ended: ended.toISOString() }),
    ...(from === undefined
      ? {}
      : { seconds: Math.max(0, ((ended ?? new Date()).getTime() - from.getTime()) / 1000) }),
  };
}

type Defined<T> = { [K in keyof T]?: NonNullable<T[K]> };

function defined<T extends object>(values: T): Defined<T> {
  // SAFETY: exactly the undefined values are taken out.
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Defined<T>;
}
