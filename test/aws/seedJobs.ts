import {
  CreateProcessingJobCommand,
  DescribeProcessingJobCommand,
  DescribeTrainingJobCommand,
  SageMakerClient,
  type CreateProcessingJobCommandInput,
  type DescribeProcessingJobCommandOutput,
  type DescribeTrainingJobCommandOutput,
} from '@aws-sdk/client-sagemaker';
import { processingRequest } from './requests.ts';
import type { StandIn } from './standIn.ts';
import { without } from './without.ts';

/** The SDK's own client, at the stand-in. */
export function sagemakerAt(standIn: StandIn, maxAttempts = 1): SageMakerClient {
  return new SageMakerClient({ ...clientConfig(standIn), maxAttempts });
}

export function clientConfig(standIn: StandIn): {
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
} {
  const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' };
  return { endpoint: standIn.endpoint, region: 'us-east-1', credentials };
}

interface ScriptJob {
  name: string;
  role: string;
  /** What the job runs: a Python program. */
  script: string;
  arguments?: string[];
  change?: Partial<CreateProcessingJobCommandInput>;
}

/** Puts a script to `s3://lake/code/<name>/` and gives the request of a job that runs it. */
export async function scriptJob(
  standIn: StandIn,
  { name, role, script, arguments: words, change }: ScriptJob,
): Promise<CreateProcessingJobCommand> {
  await standIn.putObject('lake', `code/${name}/main.py`, script);
  const [code] = processingRequest.ProcessingInputs;
  const rest = without(processingRequest, 'Environment', 'NetworkConfig');
  return new CreateProcessingJobCommand({
    ...rest,
    ProcessingJobName: name,
    RoleArn: role,
    AppSpecification: {
      ...processingRequest.AppSpecification,
      ContainerEntrypoint: ['python3', '/opt/ml/processing/input/code/main.py'],
      ContainerArguments: words,
    },
    ProcessingInputs: [
      {
        ...code,
        InputName: 'code',
        S3Input: {
          S3Uri: `s3://lake/code/${name}/`,
          LocalPath: '/opt/ml/processing/input/code',
          S3DataType: 'S3Prefix',
          S3InputMode: 'File',
        },
      },
    ],
    ProcessingOutputConfig: {
      Outputs: [
        {
          OutputName: 'out',
          S3Output: {
            S3Uri: `s3://lake/out/${name}`,
            LocalPath: '/opt/ml/processing/output/out',
            S3UploadMode: 'EndOfJob',
          },
        },
      ],
    },
    ...change,
  });
}

/** Waits for a processing job's end by asking, as any client must. */
export async function processingEnd(
  client: SageMakerClient,
  name: string,
): Promise<DescribeProcessingJobCommandOutput> {
  return poll(
    () => client.send(new DescribeProcessingJobCommand({ ProcessingJobName: name })),
    (job) => isTerminal(job.ProcessingJobStatus),
  );
}

export async function trainingEnd(
  client: SageMakerClient,
  name: string,
): Promise<DescribeTrainingJobCommandOutput> {
  return poll(
    () => client.send(new DescribeTrainingJobCommand({ TrainingJobName: name })),
    (job) => isTerminal(job.TrainingJobStatus),
  );
}

/** Asks until the answer is as wanted, for at most 60 s. */
export async function poll<T>(ask: () => Promise<T>, wanted: (answer: T) => boolean): Promise<T> {
  const until = Date.now() + 60_000;
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    if (Date.now() > until) throw new Error(`Never came: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

function isTerminal(status: string | undefined): boolean {
  return status === 'Completed' || status === 'Failed' || status === 'Stopped';
}
