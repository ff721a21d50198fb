import type { Fields } from '../fields.ts';
import { repeated } from './repeated.ts';

/** What a CreateTrainingJob request must keep to beyond the service model. */
export function trainingRules(request: Fields): string[] {
  const problems: string[] = [];
  // The model leaves these open for serverless jobs alone.
  if (!request.has('ServerlessJobConfig')) {
    for (const name of ['AlgorithmSpecification', 'ResourceConfig', 'StoppingCondition']) {
      if (!request.has(name)) problems.push(missing(name.charAt(0).toLowerCase() + name.slice(1)));
    }
  }
  if (problems.length > 0) return problems;
  const algorithm = request.fields('AlgorithmSpecification');
  if (algorithm.has('TrainingImage') === algorithm.has('AlgorithmName')) {
    problems.push(
      "Exactly one of TrainingImage and AlgorithmName must be set at 'algorithmSpecification'",
    );
  }
  const channels = request.list('InputDataConfig');
  problems.push(...repeated(channels, 'ChannelName', 'inputDataConfig'));
  for (const channel of channels) problems.push(...channelRules(channel, algorithm));
  const output = request.fields('OutputDataConfig').text('S3OutputPath') ?? '';
  if (!output.startsWith('s3://')) {
    problems.push(`Value '${output}' at 'outputDataConfig.s3OutputPath' must start with s3://`);
  }
  return [...problems, ...resourceRules(request), ...spotRules(request)];
}

function channelRules(channel: Fields, algorithm: Fields): string[] {
  const at = `inputDataConfig.${channel.text('ChannelName') ?? ''}`;
  const mode = channel.text('InputMode') ?? algorithm.text('TrainingInputMode');
  return channel.text('CompressionType') === 'Gzip' && mode !== 'Pipe'
    ? [`Gzip needs Pipe mode at '${at}.compressionType'`]
    : [];
}

function resourceRules(request: Fields): string[] {
  const resource = request.fields('ResourceConfig');
  const ways = ['InstanceType', 'InstanceGroups', 'InstancePreferences'];
  const given = ways.filter((name) => resource.has(name));
  if (given.length !== 1)
    return [`Exactly one of ${ways.join(', ')} must be set at 'resourceConfig'`];
  if (!resource.has('InstanceType')) return [];
  const problems: string[] = [];
  if ((resource.number('InstanceCount') ?? 0) < 1) {
    problems.push("Value at 'resourceConfig.instanceCount' must be at least 1");
  }
  // Types with a local disk end in `d` (or `dn`); the others have only what is asked for.
  const family = (resource.text('InstanceType') ?? '').split('.')[1] ?? '';
  const hasDisk = /^(?:[a-z]\d+i?d|g\d|p[45]|trn)/.test(family);
  if (!hasDisk && (resource.number('VolumeSizeInGB') ?? 0) < 1) {
    problems.push("Value at 'resourceConfig.volumeSizeInGB' must be at least 1");
  }
  return problems;
}

function spotRules(request: Fields): string[] {
  const stopping = request.fields('StoppingCondition');
  const wait = stopping.number('MaxWaitTimeInSeconds');
  const at = "'stoppingCondition.maxWaitTimeInSeconds'";
  if (!request.flag('EnableManagedSpotTraining')) {
    return wait === undefined ? [] : [`Value at ${at} needs EnableManagedSpotTraining`];
  }
  const run = stopping.number('MaxRuntimeInSeconds') ?? 86_400;
  if (wait === undefined) return [`Value null at ${at} is required with EnableManagedSpotTraining`];
  return wait < run ? [`Value at ${at} must be at least maxRuntimeInSeconds`] : [];
}

function missing(at: string): string {
  return `Value null at '${at}' failed to satisfy constraint: Member must not be null`;
}
