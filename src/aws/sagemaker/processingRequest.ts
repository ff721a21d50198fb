import type {
  CreateProcessingJobCommandInput,
  ProcessingInput,
  ProcessingOutput,
  ProcessingS3DataType,
} from '@aws-sdk/client-sagemaker';
import type { ProcessingSpec } from '../../shared/contracts/aws.ts';
import { AppError } from '../../shared/errors.ts';
import { folderUri } from '../s3/s3Uri.ts';
import { processingImage } from './imageUri.ts';
import {
  checkSettings,
  outputKey,
  requestUri,
  volumeKey,
  vpcConfig,
  withoutSlash,
} from './jobParts.ts';
import { jobTags } from './jobTags.ts';

const BASE = '/opt/ml/processing';
const MOST = 10;
const LONGEST_SECONDS = 777_600;

/** The request for a processing job that runs a job directory (`run.py` in `code`). */
export function processingRequest(
  spec: ProcessingSpec,
  region: string,
): CreateProcessingJobCommandInput {
  checkSettings(spec);
  const inputs: ProcessingInput[] = [
    input('code', 'S3Prefix', folderUri(spec.code), 'code'),
    ...(spec.wheels === undefined
      ? []
      : [input('wheels', 'S3Prefix', folderUri(spec.wheels), 'wheels')]),
    // Sources are named by the recipe: the prefix keeps a source called "code" apart.
    ...spec.inputs.map(({ name, type, uri }) => input(`data-${name}`, type, uri, `data/${name}`)),
  ];
  const outputs: ProcessingOutput[] = [
    ...spec.outputs.map(({ name, uri }) => output(name, uri, name)),
    output('run', spec.run, 'run'),
  ];
  checkCounts(spec, inputs.length, outputs.length);
  const vpc = vpcConfig(spec);
  const request: CreateProcessingJobCommandInput = {
    ProcessingJobName: spec.name,
    RoleArn: spec.role,
    AppSpecification: {
      ImageUri: spec.image ?? processingImage(region),
      ContainerEntrypoint: ['python3', `${BASE}/input/code/run.py`],
    },
    ProcessingInputs: inputs,
    ProcessingOutputConfig: { Outputs: outputs, ...outputKey(spec) },
    ProcessingResources: {
      ClusterConfig: {
        InstanceCount: spec.count ?? 1,
        InstanceType: instanceType(spec.instance),
        VolumeSizeInGB: spec.volumeGb,
        ...volumeKey(spec),
      },
    },
    StoppingCondition: { MaxRuntimeInSeconds: spec.maxSeconds },
    NetworkConfig: {
      EnableNetworkIsolation: spec.networkIsolation ?? true,
      ...(vpc === undefined ? {} : { VpcConfig: vpc }),
    },
  };
  return { ...request, Tags: jobTags(spec.tags, request) };
}

function input(
  name: string,
  type: ProcessingS3DataType,
  uri: string,
  folder: string,
): ProcessingInput {
  return {
    InputName: name,
    S3Input: {
      S3Uri: requestUri(type === 'S3Prefix' ? folderUri(uri) : uri, name),
      LocalPath: localFolder(`${BASE}/input/${folder}`, name),
      S3DataType: type,
      S3InputMode: 'File',
      S3DataDistributionType: 'FullyReplicated',
      S3CompressionType: 'None',
    },
  };
}

function output(name: string, uri: string, folder: string): ProcessingOutput {
  return {
    OutputName: name,
    S3Output: {
      S3Uri: requestUri(withoutSlash(uri), name),
      LocalPath: localFolder(`${BASE}/output/${folder}`, name),
      // What a run says of itself must get out even when it fails.
      S3UploadMode: name === 'run' ? 'Continuous' : 'EndOfJob',
    },
  };
}

function localFolder(path: string, name: string): string {
  if (path.length <= 256) return path;
  throw new AppError('usage', `The name ${name} is too long for a job.`, {
    hint: 'Use at most 100 characters.',
  });
}

function checkCounts(spec: ProcessingSpec, inputs: number, outputs: number): void {
  if (spec.outputs.some(({ name }) => name === 'run')) {
    throw new AppError('usage', 'An output cannot be named "run".', {
      hint: 'That folder holds run.json; rename the output.',
    });
  }
  if (inputs > MOST) {
    throw new AppError('usage', `${String(spec.inputs.length)} sources are too many for one job.`, {
      hint: `SageMaker takes ${String(MOST)} inputs, two of which are the code and the wheel.`,
    });
  }
  if (outputs > MOST) {
    throw new AppError(
      'usage',
      `${String(spec.outputs.length)} outputs are too many for one job.`,
      { hint: `SageMaker takes ${String(MOST)} outputs, one of which is run.json.` },
    );
  }
  if (spec.maxSeconds > LONGEST_SECONDS) {
    throw new AppError('usage', 'A processing job runs at most 9 days.', {
      hint: `Set maxSeconds to at most ${String(LONGEST_SECONDS)}.`,
    });
  }
}

type InstanceType = NonNullable<
  NonNullable<
    NonNullable<CreateProcessingJobCommandInput['ProcessingResources']>['ClusterConfig']
  >['InstanceType']
>;

function instanceType(name: string): InstanceType {
  // SAFETY: AWS adds types faster than the SDK lists them; AWS itself refuses an unknown one.
  return name as InstanceType;
}
