import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineClient } from '../../../src/engine/client.ts';
import { runGate } from '../../../src/session/runs/runGate.ts';
import type { RunTransfer } from '../../../src/session/runs/runGate.ts';
import { RunService } from '../../../src/session/runs/runService.ts';
import { rejection } from '../../aws-client/rejection.ts';
import { startEngine, temporaryFolder } from '../../engine/startEngine.ts';
import { useS3 } from '../../s3/useS3.ts';

const bench = useS3();
const folder = temporaryFolder();
const CSV = Buffer.from(`n,t\n${'1,abcdefgh\n'.repeat(20_000)}`);
let engine: EngineClient;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => {
  engine.dispose();
  folder.remove();
});

/** The sources of a run that may fetch 100 KB without a question. */
async function open(name: string, answers: boolean) {
  const [questions, lines]: [RunTransfer[], string[]] = [[], []];
  await bench().server.seedObject('lake', 'trips.csv', CSV);
  const service = new RunService({
    ...{ engine, aws: bench().aws, cacheDirectory: join(folder.path, name) },
    ...{ pythonFolder: folder.path, env: {}, python: () => undefined },
    transfers: {
      askAbove: () => 100_000,
      ask: (question) => {
        questions.push(question);
        return Promise.resolve(answers);
      },
      told: (line) => lines.push(line),
    },
  });
  const session = service.session();
  const spec = { uri: 's3://lake/trips.csv' };
  const opening = session
    .locate('main', spec, folder.path)
    .then((located) => session.openSources([located], false, {}, { whole: true }));
  return { session, opening, questions, lines };
}

const asked = 'This run would fetch 220 KB of 1 object in 1 request from s3://lake/trips.csv.';

describe('a run that fetches more than the limit', () => {
  it('asks once, and fetches nothing without a yes', async () => {
    const { session, opening, questions } = await open('no', false);
    expect(await rejection(opening)).toMatchObject({ code: 'declined' });
    expect(questions).toEqual([{ message: asked, detail: undefined }]);
    expect(bench().proxy.bytes({ method: 'GET', key: 'trips.csv' })).toBe(0);
    await session.close();
  });

  it('fetches after a yes, and leaves a line of it', async () => {
    const { session, opening, questions, lines } = await open('yes', true);
    await opening;
    expect(questions.map(({ message }) => message)).toEqual([asked]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^\w+: 220 KB from s3:\/\/lake\/trips\.csv, 1 request, 1 of 1 object/);
    await session.close();
  });
});

it('adds up what comes in parts, and takes one answer for all', async () => {
  let questions = 0;
  const gate = runGate({
    askAbove: () => 1000,
    ask: () => {
      questions += 1;
      return Promise.resolve(true);
    },
  });
  const part = { bytes: 400, objects: 1, requests: 1, ranges: {}, uris: ['s3://lake/a'] };
  const place = { region: 'eu-west-1', customEndpoint: false } as const;
  for (let i = 0; i < 2; i += 1) expect(await gate.ask({ ...part, place }, undefined)).toBe(true);
  expect(questions).toBe(0);
  for (let i = 0; i < 3; i += 1) expect(await gate.ask({ ...part, place }, undefined)).toBe(true);
  expect(questions).toBe(1);
});
