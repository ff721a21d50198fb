import type {
  CreateProcessingJobCommandInput,
  CreateTrainingJobCommandInput,
} from '@aws-sdk/client-sagemaker';

const ROLE =
  'arn:aws:iam::123456789012:role/service-role/AmazonSageMaker-ExecutionRole-20260101T000000';

/** A processing request as a data-prep tool would send it; sound in every field. */
export const processingRequest = {
  ProcessingJobName: 'churn-20261120-121530-a1b2',
  RoleArn: ROLE,
  AppSpecification: {
    ImageUri: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.4-2-cpu-py3',
    ContainerEntrypoint: ['python3', '/opt/ml/processing/input/code/run.py'],
    ContainerArguments: ['--base', '/opt/ml/processing'],
  },
  ProcessingInputs: [
    {
      InputName: 'code',
      S3Input: {
        S3Uri: 's3://lake/staging/1f/code/',
        LocalPath: '/opt/ml/processing/input/code',
        S3DataType: 'S3Prefix',
        S3InputMode: 'File',
        S3DataDistributionType: 'FullyReplicated',
        S3CompressionType: 'None',
      },
    },
    {
      InputName: 'data',
      S3Input: {
        S3Uri: 's3://lake/staging/1f/main.manifest',
        LocalPath: '/opt/ml/processing/input/data/main',
        S3DataType: 'ManifestFile',
        S3InputMode: 'File',
        S3DataDistributionType: 'FullyReplicated',
      },
    },
  ],
  ProcessingOutputConfig: {
    Outputs: [
      {
        OutputName: 'train',
        S3Output: {
          S3Uri: 's3://lake/churn/train/churn-20261120',
          LocalPath: '/opt/ml/processing/output/train',
          S3UploadMode: 'EndOfJob',
        },
      },
    ],
  },
  ProcessingResources: {
    ClusterConfig: { InstanceCount: 1, InstanceType: 'ml.m5.xlarge', VolumeSizeInGB: 30 },
  },
  StoppingCondition: { MaxRuntimeInSeconds: 3600 },
  Environment: { PYTHONUNBUFFERED: '1', RECIPE_SHA256: '0'.repeat(64) },
  NetworkConfig: { EnableNetworkIsolation: true },
  Tags: [{ Key: 'created-by', Value: 'sluice' }],
} satisfies CreateProcessingJobCommandInput;

/** AWS's Spark image: two instances, configuration as an input, event logs as they appear. */
export const sparkRequest = {
  ProcessingJobName: 'spark-churn-20261120-121530',
  RoleArn: ROLE,
  AppSpecification: {
    ImageUri:
      '173754725891.dkr.ecr.us-east-1.amazonaws.com/sagemaker-spark-processing:3.5-cpu-py312-v1.3',
    ContainerEntrypoint: [
      'smspark-submit',
      '--local-spark-event-logs-dir',
      '/opt/ml/processing/spark-events/',
      '/opt/ml/processing/input/code/recipe_spark.py',
    ],
    ContainerArguments: ['--input', 's3://lake/raw/churn/', '--output', 's3://lake/churn/'],
  },
  ProcessingInputs: [
    {
      InputName: 'conf',
      S3Input: {
        S3Uri: 's3://lake/staging/1f/conf/configuration.json',
        LocalPath: '/opt/ml/processing/input/conf',
        S3DataType: 'S3Prefix',
        S3InputMode: 'File',
      },
    },
  ],
  ProcessingOutputConfig: {
    Outputs: [
      {
        OutputName: 'events',
        S3Output: {
          S3Uri: 's3://lake/spark-events',
          LocalPath: '/opt/ml/processing/spark-events/',
          S3UploadMode: 'Continuous',
        },
      },
    ],
  },
  ProcessingResources: {
    ClusterConfig: { InstanceCount: 2, InstanceType: 'ml.m5.xlarge', VolumeSizeInGB: 30 },
  },
} satisfies CreateProcessingJobCommandInput;

/** Built-in XGBoost over two CSV channels. */
export const trainingRequest = {
  TrainingJobName: 'xgb-churn-20261120-121530-a1b2',
  RoleArn: ROLE,
  AlgorithmSpecification: {
    TrainingImage: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:3.2-0',
    TrainingInputMode: 'File',
  },
  HyperParameters: {
    objective: 'binary:logistic',
    num_round: '20',
    max_depth: '4',
    eta: '0.3',
    eval_metric: 'auc',
  },
  InputDataConfig: [channel('train'), channel('validation')],
  OutputDataConfig: { S3OutputPath: 's3://lake/churn/model/' },
  ResourceConfig: { InstanceCount: 1, InstanceType: 'ml.m5.xlarge', VolumeSizeInGB: 30 },
  StoppingCondition: { MaxRuntimeInSeconds: 3600 },
} satisfies CreateTrainingJobCommandInput;

/** The same on spot instances with checkpoints. */
export const spotRequest = {
  ...trainingRequest,
  TrainingJobName: 'xgb-churn-spot',
  StoppingCondition: { MaxRuntimeInSeconds: 3600, MaxWaitTimeInSeconds: 7200 },
  EnableManagedSpotTraining: true,
  CheckpointConfig: { S3Uri: 's3://lake/checkpoints/', LocalPath: '/opt/ml/checkpoints' },
  ProfilerConfig: { DisableProfiler: true },
  RetryStrategy: { MaximumRetryAttempts: 1 },
} satisfies CreateTrainingJobCommandInput;

function channel(name: string): NonNullable<CreateTrainingJobCommandInput['InputDataConfig']>[0] {
  return {
    ChannelName: name,
    ContentType: 'text/csv',
    CompressionType: 'None',
    DataSource: {
      S3DataSource: {
        S3DataType: 'S3Prefix',
        S3Uri: `s3://lake/churn/${name}/`,
        S3DataDistributionType: 'FullyReplicated',
      },
    },
  };
}
