import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../../scripts/setup/paths.mjs';
import type { EngineClient } from '../../src/engine/client.ts';
import { RunService } from '../../src/session/runs/runService.ts';
import type { AwsContract } from '../../src/shared/contracts/aws.ts';
import type { View } from '../../src/shared/contracts/workbench.ts';
import { decodePage } from '../../src/shared/arrow/decodePage.ts';
import { AppError, isCancelled, toAppError } from '../../src/shared/errors.ts';
import type { Remote } from '../../src/shared/rpc/contract.ts';
import { startEngine } from '../engine/startEngine.ts';
import { noView, TestDocument } from '../session/openSession.ts';
import { flightsRecipe, ROWS, writeFlights } from './flights.ts';

const KILLS = 50;
const SEED = Number(process.env['SLUICE_FAULTS_SEED'] ?? 20_261_121);
const SORTED: View = { ...noView, sort: [{ column: 'token', descending: true }] };
const columns = ['id', 'user_id', 'amount', 'token', 'score', 'seen_at'];

const folder = mkdtempSync(join(tmpdir(), 'sluice-kills-'));
const spill = join(folder, 'spill');
let engine: EngineClient;

beforeAll(async () => {
  writeFlights(folder);
  writeFileSync(join(folder, 'flights.sluice.json'), flightsRecipe());
  engine = await startEngine({ startsPerMinute: 1000 });
  await engine.call('configure', { spillDirectory: spill, memoryMb: 256 });
}, 120_000);
afterAll(() => {
  engine.dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** A linear congruential generator (Numerical Recipes): the same moments for the same seed. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** What a person sees: rows at three places as they are and sorted, the count, the figures. */
async function view(document: TestDocument): Promise<unknown> {
  const table = (one: View) => ({ key: document.state.table?.key ?? '', view: one });
  const page = async (one: View, offset: number): Promise<string> => {
    const { arrow } = await document.call('page', {
      ...{ table: table(one), offset, limit: 50, columns, maxText: 256 },
    });
    return createHash('sha256')
      .update(JSON.stringify(decodePage(arrow).rows))
      .digest('hex');
  };
  const profile = await document.call('profile', { table: table(noView), columns });
  return {
    rows: (await document.call('count', { table: table(noView) })).rows,
    pages: [await page(noView, 0), await page(noView, 700_000), await page(SORTED, 0)],
    // The last digits of a mean of floats hang on the order in which threads add them up.
    profile: JSON.parse(JSON.stringify(profile, rounded)) as unknown,
  };
}

it(`comes back after the engine was killed ${String(KILLS)} times, at random moments`, async () => {
  const random = generator(SEED);
  const runs = new RunService({
    engine,
    aws: noAws,
    cacheDirectory: join(folder, 'cache'),
    pythonFolder: join(root, 'dist/python'),
    env: process.env,
    python: () => join(root, '.venv/bin/python'),
  });
  const recipePath = join(folder, 'flights.sluice.json');
  const whole = await runs.runHere({ recipePath, parameters: {}, refit: true });
  const wanted = whole.run?.outputs;
  expect(wanted?.[0]?.rows).toBeGreaterThan(ROWS / 2);
  const open = async (name: string): Promise<TestDocument> => {
    const uri = join(folder, 'flights.parquet');
    // Another cache for each round: figures that are kept on disk would hide a broken engine.
    const own = join(folder, name);
    const document = new TestDocument(engine, { kind: 'data', uri, title: name }, own);
    await document.open();
    return document;
  };
  const first = await open('first');
  const before = await view(first);
  first.session.dispose();
  const outcomes = { hit: 0, missed: 0 };
  for (let kill = 0; kill < KILLS; kill += 1) {
    const document = await open(`round-${String(kill)}`);
    const table = { key: document.state.table?.key ?? '', view: noView };
    const work = [
      () => document.call('profile', { table, columns }),
      () =>
        document.call('page', {
          ...{ table: { ...table, view: SORTED }, offset: 1_000_000, limit: 50 },
          ...{ columns, maxText: 256 },
        }),
      () => runs.runHere({ recipePath, parameters: {}, refit: true }),
    ][kill % 3];
    const settled = work?.().then(
      () => undefined,
      (error: unknown) => toAppError(error),
    );
    await new Promise((resolve) => setTimeout(resolve, random() * 900));
    const { pid } = engine;
    if (pid === undefined) throw new Error('No engine is running.');
    process.kill(pid, 'SIGKILL');
    const error = await settled;
    // A request that is sent before the death is known of is one message more, as for a person.
    await expect.poll(() => isAlive(pid)).toBe(false);
    outcomes[error ? 'hit' : 'missed'] += 1;
    if (error) expect([error.code, isCancelled(error)]).toEqual(['engine-crashed', false]);
    expect(await view(document), `kill ${String(kill)}, seed ${String(SEED)}`).toEqual(before);
    document.session.dispose();
    rmSync(join(folder, `round-${String(kill)}`), { recursive: true, force: true });
  }
  const again = await runs.runHere({ recipePath, parameters: {}, refit: true });
  expect(again.run?.outputs.map(({ rows }) => rows)).toEqual(wanted?.map(({ rows }) => rows));
  console.log(
    `${String(KILLS)} kills, seed ${String(SEED)}: ${String(outcomes.hit)} in the middle of work, ${String(outcomes.missed)} after it; the same view came back each time`,
  );
  engine.dispose();
  await expect.poll(() => left(spill), { timeout: 10_000 }).toEqual([]);
}, 900_000);

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}

function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(12)) : value;
}

/** What is left below the spill folder. */
function left(path: string): string[] {
  try {
    return readdirSync(path, { recursive: true }).map(String);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** Fails loudly where a test would reach AWS by accident. */
// SAFETY: every property is a method that rejects.
const noAws = new Proxy(
  {},
  { get: () => () => Promise.reject(new AppError('internal', 'This test has no AWS.')) },
) as Remote<AwsContract>;
