import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createAws } from '../../src/aws/client.ts';
import type { Aws } from '../../src/aws/client.ts';
import { startStandIn } from '../aws/standIn.ts';
import type { StandIn } from '../aws/standIn.ts';

/** The stand-in and our client of it, both fresh for each test. */
export interface Bench {
  readonly standIn: StandIn;
  readonly aws: Aws;
  /** Of the role SageMakerRole. */
  readonly role: string;
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Starts the stand-in for a file of tests; `bench()` is what the running test works with. */
export function useStandIn(): () => Bench {
  let standIn: StandIn | undefined;
  let bench: Bench | undefined;
  const before = { ...process.env };
  beforeAll(async () => {
    standIn = await startStandIn({ root });
    for (const name of Object.keys(process.env)) {
      if (name.startsWith('AWS_')) Reflect.deleteProperty(process.env, name);
    }
    Object.assign(process.env, standIn.env, {
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    });
  });
  beforeEach(async () => {
    if (standIn === undefined) throw new Error('the stand-in did not start');
    bench?.aws.dispose();
    await standIn.reset();
    standIn.control.reset();
    await standIn.createBucket('lake');
    const role = await standIn.createRole('SageMakerRole');
    bench = { standIn, aws: createAws({ mode: 'inProcess' }), role };
  });
  afterAll(async () => {
    bench?.aws.dispose();
    await standIn?.stop();
    for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
  });
  return () => {
    if (bench === undefined) throw new Error('only inside a test');
    return bench;
  };
}
