import { without } from '../without.ts';
import type { Job } from './job.ts';

/** The answer of Describe: the request's own fields, then the state. Times are epoch seconds. */
export function describeJob(job: Job): Record<string, unknown> {
  // Tags are read by ListTags alone.
  const echoed = without(job.request.raw, 'Tags');
  return job.kind === 'processing'
    ? { ...echoed, ...processingState(job) }
    : { ...echoed, ...trainingState(job) };
}

function processingState(job: Job): Record<string, unknown> {
  return {
    ProcessingJobArn: job.arn,
    ProcessingJobStatus: job.status,
    CreationTime: job.created,
    LastModifiedTime: job.modified,
    ProcessingStartTime: job.started,
    ProcessingEndTime: job.ended,
    FailureReason: job.failureReason,
    ExitMessage: job.exitMessage,
  };
}

function trainingState(job: Job): Record<string, unknown> {
  const seconds =
    job.started !== undefined && job.ended !== undefined
      ? Math.ceil(job.ended - job.started)
      : undefined;
  return {
    TrainingJobArn: job.arn,
    TrainingJobStatus: job.status,
    SecondaryStatus: job.secondary,
    SecondaryStatusTransitions: job.transitions.map((transition) => ({
      Status: transition.status,
      StartTime: transition.started,
      EndTime: transition.ended,
      StatusMessage: transition.message,
    })),
    // Required in the model, and empty until there is one.
    ModelArtifacts: job.model === undefined ? {} : { S3ModelArtifacts: job.model },
    CreationTime: job.created,
    LastModifiedTime: job.modified,
    TrainingStartTime: job.started,
    TrainingEndTime: job.ended,
    TrainingTimeInSeconds: seconds,
    BillableTimeInSeconds: seconds,
    FailureReason: job.failureReason,
    FinalMetricDataList:
      job.metrics.length === 0
        ? undefined
        : job.metrics.map(({ name, value, at }) => ({
            MetricName: name,
            Value: value,
            Timestamp: at,
          })),
  };
}
