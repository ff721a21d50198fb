import {
  CreateProcessingJobCommand,
  DescribeProcessingJobCommand,
  ListProcessingJobsCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { processingRequest } from './requests.ts';
import { clientConfig, processingEnd, sagemakerAt, scriptJob } from './seedJobs.ts';
import { startStandIn, type StandIn } from './standIn.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 90_000 });

const root = fileURLToPath(new URL('../../', import.meta.url));
let standIn: StandIn;
let client: SageMakerClient;
let role: string;

beforeAll(async () => {
  standIn = await startStandIn({ root });
  client = sagemakerAt(standIn);
});
afterAll(async () => {
  await standIn.stop();
});
beforeEach(async () => {
  await standIn.reset();
  await standIn.createBucket('lake');
  role = await standIn.createRole('SageMakerRole');
});

describe('creating', () => {
  it('refuses a bad request in the words of AWS, and creates nothing', async () => {
    const command = new CreateProcessingJobCommand({
      ...processingRequest,
      ProcessingJobName: 'a_b',
    });
    const refused = client.send(command);
    await expect(refused).rejects.toMatchObject({
      name: 'ValidationException',
      $metadata: { httpStatusCode: 400 },
    });
    await expect(refused).rejects.toThrow(
      "1 validation error detected: Value 'a_b' at 'processingJobName' failed to satisfy constraint",
    );
    expect(standIn.control.created('processing')).toBe(0);
    expect(standIn.control.calls('CreateProcessingJob')).toBe(1);
  });

  it('refuses a taken name, also from a race, and another region has its own', async () => {
    const command = await scriptJob(standIn, { name: 'taken', role, script: '' });
    const results = await Promise.allSettled([1, 2, 3].map(() => client.send(command)));
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(2);
    for (const { reason } of refused) {
      expect(reason).toMatchObject({ name: 'ResourceInUse', $metadata: { httpStatusCode: 400 } });
    }
    await processingEnd(client, 'taken');
    await expect(client.send(command)).rejects.toThrow(/already exists/);
    expect(standIn.control.created('processing')).toBe(1);
    const elsewhere = new SageMakerClient({ ...clientConfig(standIn), region: 'eu-west-1' });
    await expect(
      elsewhere.send(new DescribeProcessingJobCommand({ ProcessingJobName: 'taken' })),
    ).rejects.toThrow(/Could not find/);
  });

  it.each([
    ['that is not there', 'arn:aws:iam::123456789012:role/Nobody'],
    ['with a path left in', 'arn:aws:iam::123456789012:role/service-role/SageMakerRole'],
    ['of another service', 'arn:aws:iam::123456789012:role/LambdaRole'],
  ])('refuses a role %s', async (_what, arn) => {
    await standIn.createRole('LambdaRole', 'lambda.amazonaws.com');
    const command = await scriptJob(standIn, { name: 'roles', role: arn, script: '' });
    await expect(client.send(command)).rejects.toThrow(/^Could not assume role/);
    // The name is free again.
    await client.send(await scriptJob(standIn, { name: 'roles', role, script: '' }));
  });

  it('refuses an image of another region or of no registry', async () => {
    for (const ImageUri of [
      '683313688378.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-scikit-learn:1.4-2-cpu-py3',
      'python:3.12-slim',
    ]) {
      const command = await scriptJob(standIn, { name: 'image', role, script: '' });
      command.input.AppSpecification = { ...command.input.AppSpecification, ImageUri };
      await expect(client.send(command)).rejects.toThrow(/must lie in an Amazon ECR registry/);
    }
  });

  it('says of an unknown job what AWS says', async () => {
    const command = new DescribeProcessingJobCommand({ ProcessingJobName: 'nobody' });
    await expect(client.send(command)).rejects.toMatchObject({
      name: 'ValidationException',
      $metadata: { httpStatusCode: 400 },
    });
  });
});

describe('listing', () => {
  it('pages, sorts and filters after the page is taken', async () => {
    for (const name of ['b-1', 'a-1', 'a-2']) {
      await client.send(await scriptJob(standIn, { name, role, script: '' }));
      await processingEnd(client, name);
    }
    standIn.control.failNextJob({ reason: 'AlgorithmError: ordered' });
    await client.send(await scriptJob(standIn, { name: 'c-1', role, script: '' }));
    await processingEnd(client, 'c-1');
    const list = async (input: ListProcessingJobsCommand['input']): Promise<string[]> => {
      const answer = await client.send(new ListProcessingJobsCommand(input));
      return (answer.ProcessingJobSummaries ?? []).map((job) => job.ProcessingJobName ?? '');
    };
    expect(await list({})).toEqual(['b-1', 'a-1', 'a-2', 'c-1']);
    expect(await list({ SortBy: 'Name', SortOrder: 'Descending' })).toEqual([
      'c-1',
      'b-1',
      'a-2',
      'a-1',
    ]);
    expect(await list({ NameContains: '-1' })).toEqual(['b-1', 'a-1', 'c-1']);
    expect(await list({ StatusEquals: 'Failed', MaxResults: 2 })).toEqual([]);
    const first = await client.send(new ListProcessingJobsCommand({ MaxResults: 3 }));
    expect(await list({ MaxResults: 3, NextToken: first.NextToken })).toEqual(['c-1']);
    expect(await list({ CreationTimeAfter: new Date(Date.now() + 1000) })).toEqual([]);
    await expect(list({ MaxResults: 0 })).rejects.toThrow(/'maxResults'.*equal to 1/);
  });
});
