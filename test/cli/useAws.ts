import { afterAll, beforeAll, beforeEach } from 'vitest';
import { startStandIn } from '../aws/standIn.ts';
import type { StandIn } from '../aws/standIn.ts';
import { root } from './build.ts';
import { Workspace } from './sluice.ts';

/** The stand-in with the bucket `lake` and a role, and a workspace whose commands reach it. */
export interface AwsBench {
  readonly standIn: StandIn;
  readonly work: Workspace;
  /** ARN of a role that SageMaker may take. */
  readonly role: string;
}

/** Starts the stand-in for a file of tests; each test meets it empty, with a workspace of its own. */
export function useAws(seed: (bench: AwsBench) => Promise<void> = async () => {}): () => AwsBench {
  let standIn: StandIn | undefined;
  let bench: AwsBench | undefined;
  beforeAll(async () => {
    standIn = await startStandIn({ root });
  });
  beforeEach(async () => {
    if (standIn === undefined) throw new Error('the stand-in did not start');
    await standIn.reset();
    await standIn.createBucket('lake');
    const role = await standIn.createRole('SageMakerRole');
    const work = new Workspace({ ...standIn.env, AWS_MAX_ATTEMPTS: '4' });
    bench = { standIn, work, role };
    await seed(bench);
    standIn.control.reset();
    return () => {
      work.remove();
    };
  });
  afterAll(async () => {
    await standIn?.stop();
  });
  return () => {
    if (bench === undefined) throw new Error('only inside a test');
    return bench;
  };
}
