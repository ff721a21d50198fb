import type {
  Channel,
  CreateTrainingJobCommandInput,
  TrainingInstanceType,
} from '@aws-sdk/client-sagemaker';
import type { TrainingSpec } from '../../shared/contracts/aws.ts';
import { AppError } from '../../shared/errors.ts';
import { validateXgboostHyperparameters } from '../../core/training/xgboostHyperparameters.ts';
import { folderUri } from '../s3/s3Uri.ts';
import { xgboostImage } from './imageUri.ts';
import {
  checkSettings,
  outputKey,
  requestUri,
  volumeKey,
  vpcConfig,
  withoutSlash,
} from './jobParts.ts';
import { jobTags } from './jobTags.ts';

/** The request for a training job of the built-in XGBoost, over CSV with the label first. */
export function trainingRequest(spec: TrainingSpec, region: string): CreateTrainingJobCommandInput {
  checkSettings(spec);
  const problem = validateXgboostHyperparameters(spec.hyperparameters, 'sagemaker')[0];
  if (problem !== undefined) throw new AppError('usage', problem.message, { hint: problem.hint });
  const { train, validation } = spec.channels;
  const vpc = vpcConfig(spec);
  const request: CreateTrainingJobCommandInput = {
    TrainingJobName: spec.name,
    RoleArn: spec.role,
    AlgorithmSpecification: {
      TrainingImage: spec.image ?? xgboostImage(region, spec.version),
      TrainingInputMode: 'File',
    },
    HyperParameters: Object.fromEntries(
      Object.entries(spec.hyperparameters).map(([name, value]) => [name, String(value)]),
    ),
    InputDataConfig: [
      channel('train', train),
      ...(validation === undefined ? [] : [channel('validation', validation)]),
    ],
    OutputDataConfig: {
      S3OutputPath: requestUri(withoutSlash(spec.output), 'the output'),
      ...outputKey(spec),
    },
    ResourceConfig: {
      InstanceCount: spec.count ?? 1,
      InstanceType: instanceType(spec.instance),
      VolumeSizeInGB: spec.volumeGb,
      ...volumeKey(spec),
    },
    StoppingCondition: { MaxRuntimeInSeconds: spec.maxSeconds },
    EnableNetworkIsolation: spec.networkIsolation ?? true,
    ...(vpc === undefined ? {} : { VpcConfig: vpc }),
    ProfilerConfig: { DisableProfiler: true },
  };
  return { ...request, Tags: jobTags(spec.tags, request) };
}

function channel(name: string, uri: string): Channel {
  return {
    ChannelName: name,
    // Without it the container takes CSV for libsvm.
    ContentType: 'text/csv',
    CompressionType: 'None',
    InputMode: 'File',
    DataSource: {
      S3DataSource: {
        S3DataType: 'S3Prefix',
        S3Uri: requestUri(folderUri(uri), `the channel ${name}`),
        S3DataDistributionType: 'FullyReplicated',
      },
    },
  };
}

function instanceType(name: string): TrainingInstanceType {
  // SAFETY: AWS adds types faster than the SDK lists them; AWS itself refuses an unknown one.
  return name as TrainingInstanceType;
}
