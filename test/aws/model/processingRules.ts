import type { Fields } from '../fields.ts';
import { repeated } from './repeated.ts';

const BASE = '/opt/ml/processing/';

/** What a CreateProcessingJob request must keep to beyond the service model. */
export function processingRules(request: Fields): string[] {
  const inputs = request.list('ProcessingInputs');
  const outputs = request.fields('ProcessingOutputConfig').list('Outputs');
  const problems = [
    ...repeated(inputs, 'InputName', 'processingInputs'),
    ...repeated(outputs, 'OutputName', 'processingOutputConfig.outputs'),
  ];
  for (const input of inputs) problems.push(...inputRules(input));
  for (const output of outputs) problems.push(...outputRules(output));
  const cluster = request.fields('ProcessingResources').fields('ClusterConfig');
  if (cluster.has('InstanceType') === cluster.has('InstancePreferences')) {
    problems.push(
      "Exactly one of InstanceType and InstancePreferences must be set at 'processingResources.clusterConfig'",
    );
  }
  return problems;
}

function inputRules(input: Fields): string[] {
  const at = `processingInputs.${input.text('InputName') ?? ''}`;
  if (input.has('S3Input') === input.has('DatasetDefinition')) {
    return [`Exactly one of S3Input and DatasetDefinition must be set at '${at}'`];
  }
  const problems: string[] = [];
  const managed = input.flag('AppManaged');
  const s3 = input.fields('S3Input');
  const local = input.has('S3Input') ? s3 : input.fields('DatasetDefinition');
  const member = input.has('S3Input') ? 's3Input' : 'datasetDefinition';
  if (!managed) problems.push(...pathRules(local.text('LocalPath'), `${at}.${member}.localPath`));
  if (input.has('S3Input')) {
    if (!managed && !s3.has('S3InputMode')) problems.push(missing(`${at}.s3Input.s3InputMode`));
    if (s3.text('S3CompressionType') === 'Gzip' && s3.text('S3InputMode') !== 'Pipe') {
      problems.push(`Gzip needs Pipe mode at '${at}.s3Input.s3CompressionType'`);
    }
  }
  return problems;
}

function outputRules(output: Fields): string[] {
  const at = `processingOutputConfig.outputs.${output.text('OutputName') ?? ''}`;
  if (output.has('S3Output') === output.has('FeatureStoreOutput')) {
    return [`Exactly one of S3Output and FeatureStoreOutput must be set at '${at}'`];
  }
  const managed = output.flag('AppManaged');
  if (output.has('FeatureStoreOutput')) {
    return managed ? [] : [`FeatureStoreOutput needs AppManaged at '${at}'`];
  }
  const s3 = output.fields('S3Output');
  return managed ? [] : pathRules(s3.text('LocalPath'), `${at}.s3Output.localPath`);
}

function pathRules(path: string | undefined, at: string): string[] {
  if (path === undefined) return [missing(at)];
  if (!path.startsWith(BASE) || path.split('/').includes('..')) {
    return [`Value '${path}' at '${at}' must be an absolute path below ${BASE}`];
  }
  return [];
}

function missing(at: string): string {
  return `Value null at '${at}' failed to satisfy constraint: Member must not be null`;
}
