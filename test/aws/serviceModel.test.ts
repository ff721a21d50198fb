import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Fields } from './fields.ts';
import { javaPattern } from './model/javaPattern.ts';
import { processingRequest, sparkRequest, spotRequest, trainingRequest } from './requests.ts';
import { validateRequest } from './serviceModel.ts';

type Change = [path: string, value: unknown];

/** A copy of a request with one value set, added or (undefined) taken away. */
function changed(request: object, [path, value]: Change): unknown {
  const copy: unknown = structuredClone(request);
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  let at: unknown = copy;
  // SAFETY: every path of the tables below leads through objects and arrays of the request.
  for (const step of steps) at = (at as Record<string, unknown>)[step];
  // SAFETY: as above.
  const holder = at as Record<string, unknown>;
  if (value === undefined) Reflect.deleteProperty(holder, last);
  else holder[last] = value;
  return copy;
}

const CLUSTER = 'ProcessingResources.ClusterConfig';
const INPUT = 'ProcessingInputs.0';
const S3_INPUT = `${INPUT}.S3Input`;
const OUTPUT = 'ProcessingOutputConfig.Outputs.0';
const APP = 'AppSpecification';

// What is changed, to what, and what the refusal must say of which field.
const BAD_PROCESSING: [string, Change, RegExp][] = [
  ['no name', ['ProcessingJobName', undefined], /'processingJobName'.*not be null/],
  ['a name with an underscore', ['ProcessingJobName', 'a_b'], /'processingJobName'.*pattern/],
  ['a name with a dot', ['ProcessingJobName', 'a.b'], /'processingJobName'.*pattern/],
  ['a name that ends in a hyphen', ['ProcessingJobName', 'a-'], /'processingJobName'.*pattern/],
  ['a name of 64', ['ProcessingJobName', 'a'.repeat(64)], /'processingJobName'.*equal to 63/],
  ['an empty name', ['ProcessingJobName', ''], /'processingJobName'.*equal to 1/],
  ['a role that is a name', ['RoleArn', 'SageMakerExecutionRoleName'], /'roleArn'.*pattern/],
  ['a role of a user', ['RoleArn', 'arn:aws:iam::123456789012:user/me'], /'roleArn'.*pattern/],
  ['no image', [`${APP}.ImageUri`, undefined], /'appSpecification\.imageUri'.*not be null/],
  ['an image of 256', [`${APP}.ImageUri`, 'x'.repeat(256)], /'appSpecification\.imageUri'.*255/],
  ['no arguments', [`${APP}.ContainerArguments`, []], /containerArguments'.*equal to 1/],
  [
    'an argument of 257',
    [`${APP}.ContainerArguments.1`, 'x'.repeat(257)],
    /containerArguments\.2\.member'.*equal to 256/,
  ],
  [
    'an argument of two lines',
    [`${APP}.ContainerArguments.0`, 'a\nb'],
    /containerArguments\.1\.member'.*pattern/,
  ],
  [
    '101 arguments',
    [`${APP}.ContainerArguments`, Array(101).fill('a')],
    /containerArguments'.*equal to 100/,
  ],
  ['a command as text', [`${APP}.ContainerEntrypoint`, 'run'], /containerEntrypoint'.*type List/],
  ['a value of 257', ['Environment.A', 'x'.repeat(257)], /'environment\.A\.value'.*256/],
  ['a key with a hyphen', ['Environment.A-B', 'x'], /'environment\.A-B\.key'.*pattern/],
  ['a number as value', ['Environment.A', 1], /'environment\.A\.value'.*type String/],
  [
    '101 variables',
    [
      'Environment',
      Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`A${String(at)}`, ''])),
    ],
    /'environment'.*equal to 100/,
  ],
  ['an unknown instance', [`${CLUSTER}.InstanceType`, 'ml.m5.huge'], /instanceType'.*enum/],
  ['a Graviton instance', [`${CLUSTER}.InstanceType`, 'ml.m6g.xlarge'], /instanceType'.*enum/],
  ['no instance', [`${CLUSTER}.InstanceType`, undefined], /one of InstanceType/],
  ['count 0', [`${CLUSTER}.InstanceCount`, 0], /instanceCount'.*equal to 1/],
  ['count 101', [`${CLUSTER}.InstanceCount`, 101], /instanceCount'.*equal to 100/],
  ['half an instance', [`${CLUSTER}.InstanceCount`, 1.5], /instanceCount'.*type Integer/],
  ['no volume', [`${CLUSTER}.VolumeSizeInGB`, undefined], /volumeSizeInGB'.*not be null/],
  ['volume 0', [`${CLUSTER}.VolumeSizeInGB`, 0], /volumeSizeInGB'.*equal to 1/],
  ['a volume of 17 TB', [`${CLUSTER}.VolumeSizeInGB`, 17_000], /volumeSizeInGB'.*16384/],
  ['ten days', ['StoppingCondition.MaxRuntimeInSeconds', 864_000], /maxRuntimeInSeconds'.*777600/],
  ['no time', ['StoppingCondition.MaxRuntimeInSeconds', 0], /maxRuntimeInSeconds'.*equal to 1/],
  ['a path elsewhere', [`${S3_INPUT}.LocalPath`, '/tmp/code'], /code\.s3Input\.localPath/],
  ['a relative path', [`${S3_INPUT}.LocalPath`, 'input/code'], /code\.s3Input\.localPath/],
  ['no path', [`${S3_INPUT}.LocalPath`, undefined], /code\.s3Input\.localPath'.*not be null/],
  [
    'a path that climbs out',
    [`${S3_INPUT}.LocalPath`, '/opt/ml/processing/../model'],
    /code\.s3Input\.localPath/,
  ],
  ['no input mode', [`${S3_INPUT}.S3InputMode`, undefined], /code\.s3Input\.s3InputMode/],
  ['fast file mode', [`${S3_INPUT}.S3InputMode`, 'FastFile'], /s3InputMode'.*enum/],
  ['gzip in file mode', [`${S3_INPUT}.S3CompressionType`, 'Gzip'], /s3CompressionType/],
  ['an ftp address', [`${S3_INPUT}.S3Uri`, 'ftp://lake/x'], /s3Uri'.*pattern/],
  ['no data type', [`${S3_INPUT}.S3DataType`, undefined], /s3DataType'.*not be null/],
  ['an input of nothing', [`${INPUT}.S3Input`, undefined], /Exactly one of S3Input.*code/],
  [
    'an input of two things',
    [`${INPUT}.DatasetDefinition`, { LocalPath: '/opt/ml/processing/x' }],
    /Exactly one of S3Input.*code/,
  ],
  ['one name twice', [`${INPUT}.InputName`, 'data'], /InputName 'data'.*not unique/],
  [
    'eleven inputs',
    ['ProcessingInputs', Array(11).fill(processingRequest.ProcessingInputs[0])],
    /'processingInputs'.*equal to 10/,
  ],
  [
    'an output elsewhere',
    [`${OUTPUT}.S3Output.LocalPath`, '/output'],
    /train\.s3Output\.localPath/,
  ],
  ['no upload mode', [`${OUTPUT}.S3Output.S3UploadMode`, undefined], /s3UploadMode'.*not be null/],
  [
    'a feature store from outside',
    [OUTPUT, { OutputName: 'f', FeatureStoreOutput: { FeatureGroupName: 'g' } }],
    /FeatureStoreOutput needs AppManaged/,
  ],
  [
    '51 tags',
    ['Tags', Array.from({ length: 51 }, (_, at) => ({ Key: `k${String(at)}`, Value: '' }))],
    /'tags'.*50/,
  ],
  ['a tag with a brace', ['Tags.0.Value', '{}'], /'tags\.1\.member\.value'.*pattern/],
  ['a tag without value', ['Tags.0.Value', undefined], /'tags\.1\.member\.value'.*not be null/],
  ['a tag of AWS', ['Tags.0.Key', 'aws:x'], /'aws:x' at 'tags'/],
  ['a flag as text', ['NetworkConfig.EnableNetworkIsolation', 'yes'], /Isolation'.*type Boolean/],
  [
    'a network without subnets',
    ['NetworkConfig.VpcConfig', { SecurityGroupIds: ['sg-1'], Subnets: [] }],
    /'networkConfig\.vpcConfig\.subnets'.*equal to 1/,
  ],
  ['a member that there is not', ['InstanceType', 'ml.m5.xlarge'], /Unknown member 'InstanceType'/],
];

const ALGORITHM = 'AlgorithmSpecification';
const RESOURCE = 'ResourceConfig';
const BAD_TRAINING: [string, Change, RegExp][] = [
  ['no name', ['TrainingJobName', undefined], /'trainingJobName'.*not be null/],
  ['a name with a space', ['TrainingJobName', 'a b'], /'trainingJobName'.*pattern/],
  ['no algorithm', [ALGORITHM, undefined], /'algorithmSpecification'.*not be null/],
  ['two algorithms', [`${ALGORITHM}.AlgorithmName`, 'mine'], /one of TrainingImage/],
  [
    'no input mode',
    [`${ALGORITHM}.TrainingInputMode`, undefined],
    /trainingInputMode'.*not be null/,
  ],
  [
    'a number',
    ['HyperParameters.num_round', 20],
    /'hyperParameters\.num_round\.value'.*type String/,
  ],
  ['2501 letters', ['HyperParameters.a', 'x'.repeat(2501)], /'hyperParameters\.a\.value'.*2500/],
  ['no channel', ['InputDataConfig', []], /'inputDataConfig'.*equal to 1/],
  [
    'a channel name',
    ['InputDataConfig.0.ChannelName', 'a b'],
    /'inputDataConfig\.1\.member\.channelName'.*pattern/,
  ],
  [
    'one channel twice',
    ['InputDataConfig.0.ChannelName', 'validation'],
    /ChannelName 'validation'.*not unique/,
  ],
  ['no source', ['InputDataConfig.0.DataSource', undefined], /dataSource'.*not be null/],
  ['gzip in file mode', ['InputDataConfig.0.CompressionType', 'Gzip'], /train\.compressionType/],
  ['no output', ['OutputDataConfig', undefined], /'outputDataConfig'.*not be null/],
  ['an output on the web', ['OutputDataConfig.S3OutputPath', 'https://lake/x'], /s3OutputPath/],
  ['no resources', [RESOURCE, undefined], /'resourceConfig'.*not be null/],
  ['count 0', [`${RESOURCE}.InstanceCount`, 0], /instanceCount'.*at least 1/],
  ['no volume', [`${RESOURCE}.VolumeSizeInGB`, undefined], /volumeSizeInGB'.*at least 1/],
  [
    'a warm day',
    [`${RESOURCE}.KeepAlivePeriodInSeconds`, 86_400],
    /keepAlivePeriodInSeconds'.*21600/,
  ],
  ['no limit', ['StoppingCondition', undefined], /'stoppingCondition'.*not be null/],
  [
    'waiting without spot',
    ['StoppingCondition.MaxWaitTimeInSeconds', 7200],
    /needs EnableManagedSpotTraining/,
  ],
  [
    'spot without waiting',
    ['EnableManagedSpotTraining', true],
    /maxWaitTimeInSeconds' is required/,
  ],
  [
    '31 retries',
    ['RetryStrategy', { MaximumRetryAttempts: 31 }],
    /maximumRetryAttempts'.*equal to 30/,
  ],
];

describe('the service model', () => {
  it.each([
    ['CreateProcessingJob', processingRequest],
    ['CreateProcessingJob', sparkRequest],
    ['CreateTrainingJob', trainingRequest],
    ['CreateTrainingJob', spotRequest],
    ['DescribeProcessingJob', { ProcessingJobName: 'a' }],
    [
      'ListTrainingJobs',
      { MaxResults: 100, CreationTimeAfter: new Date(0), SortOrder: 'Descending' },
    ],
    ['ListProcessingJobs', { CreationTimeAfter: 1_700_000_000.25 }],
    [
      'AddTags',
      { ResourceArn: 'arn:aws:sagemaker:us-east-1:123456789012:processing-job/a', Tags: [] },
    ],
  ])('finds nothing wrong with a sound %s', (operation, request) => {
    expect(validateRequest(operation, request)).toEqual([]);
  });

  it.each(BAD_PROCESSING)('refuses a processing job with %s', (_what, change, says) => {
    const problems = validateRequest('CreateProcessingJob', changed(processingRequest, change));
    expect(problems.join('\n')).toMatch(says);
  });

  it.each(BAD_TRAINING)('refuses a training job with %s', (_what, change, says) => {
    const problems = validateRequest('CreateTrainingJob', changed(trainingRequest, change));
    expect(problems.join('\n')).toMatch(says);
  });

  it('names every problem of a request, not the first alone', () => {
    const twice = changed(changed(processingRequest, ['RoleArn', 'x']) ?? {}, ['Surplus', 1]);
    expect(validateRequest('CreateProcessingJob', twice)).toEqual([
      expect.stringMatching(/'roleArn'.*equal to 20/),
      expect.stringMatching(/'roleArn'.*pattern/),
      expect.stringMatching(/Unknown member 'Surplus'/),
    ]);
  });

  it('refuses an operation that SageMaker does not have', () => {
    expect(validateRequest('CreateRecipe', {})).toEqual([
      'SageMaker has no operation CreateRecipe',
    ]);
  });

  it('can read every pattern of the model but the two that are broken in it', () => {
    const root = fileURLToPath(new URL('../../', import.meta.url));
    const file = `${root}.venv/lib/python3.11/site-packages/botocore/data/sagemaker/2017-07-24/service-2.json.gz`;
    const shapes = Fields.parse(gunzipSync(readFileSync(file)).toString('utf8')).fields('shapes');
    const unreadable: string[] = [];
    for (const shape of Object.values(shapes.raw)) {
      const pattern = new Fields(shape).text('pattern');
      if (pattern === undefined) continue;
      try {
        javaPattern(pattern);
      } catch {
        unreadable.push(pattern);
      }
    }
    expect([...new Set(unreadable)].sort()).toEqual([
      String.raw`([\p{L}\p{Z}\p{N}_.:\/=+\-@]*)${'$'}{1,128}`,
      String.raw`([\p{L}\p{Z}\p{N}_.:\/=+\-@]*)${'$'}{1,256}`,
    ]);
  });
});
