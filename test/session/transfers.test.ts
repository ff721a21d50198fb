import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EngineClient } from '../../src/engine/client.ts';
import type { WorkbenchContract } from '../../src/shared/contracts/workbench.ts';
import type { TransferQuestion } from '../../src/shared/contracts/workbenchState.ts';
import type { WorkbenchSessionOptions } from '../../src/session/workbenchSession.ts';
import { startEngine, temporaryFolder } from '../engine/startEngine.ts';
import { useS3 } from '../s3/useS3.ts';
import { noView, TestDocument } from './openSession.ts';
import { writeParquet } from './writeParquet.ts';

/** What is asked before much moves, against a real S3 server. */
const bench = useS3();
const folder = temporaryFolder();
const URI = 's3://lake/trips/';
let engine: EngineClient;
let open: TestDocument[] = [];
let lines: string[] = [];
let quiet = new Set<string>();
let cache = 0;

beforeAll(async () => {
  engine = await startEngine();
  for (const part of [1, 2]) {
    // Hashes do not shrink: each of the three wide columns takes 800 KB of a file.
    writeParquet(
      join(folder.path, `${String(part)}.parquet`),
      `SELECT i AS id, hash(i, ${String(part)}) AS fare, hash(i, 7) AS tip, hash(i, 9) AS code
       FROM range(100000) t(i)`,
    );
  }
});
beforeEach(async () => {
  [lines, quiet] = [[], new Set()];
  cache += 1;
  for (const part of [1, 2]) {
    const name = `${String(part)}.parquet`;
    await bench().server.seedObject('lake', `trips/${name}`, join(folder.path, name));
  }
});
afterEach(() => {
  for (const document of open) document.session.dispose();
  open = [];
});
afterAll(() => {
  engine.dispose();
  folder.remove();
});

function view(
  askAbove: number,
  more: Partial<WorkbenchSessionOptions> = {},
  input: WorkbenchSessionOptions['input'] = { kind: 'data', uri: URI, title: 'trips' },
): TestDocument {
  const document = new TestDocument(
    engine,
    input,
    folder.path,
    {
      aws: bench().aws,
      cacheDirectory: join(folder.path, `cache-${String(cache)}`),
      askAbove: () => askAbove,
      quietTransfers: {
        get: (uri) => quiet.has(uri),
        set: (uri, isQuiet) => {
          if (isQuiet) quiet.add(uri);
          else quiet.delete(uri);
        },
      },
      ...more,
    },
    { transferred: (line) => lines.push(line) },
  );
  open.push(document);
  return document;
}

const sort = [{ column: 'fare', descending: false }];

function page(
  document: TestDocument,
  params: Partial<WorkbenchContract['page']['params']> = {},
  signal?: AbortSignal,
): Promise<WorkbenchContract['page']['result']> {
  const table = { key: document.state.table?.key ?? '', view: { ...noView, sort } };
  const place = { offset: 0, limit: 20, columns: ['id', 'fare'], maxText: 100 };
  const answer = document.call('page', { table, ...place, ...params }, signal ? { signal } : {});
  answer.catch(() => undefined);
  return answer;
}

async function question(document: TestDocument): Promise<TransferQuestion> {
  const { question: found } = await document.until((state) => state.question !== undefined);
  if (!found) throw new Error('There is no question.');
  return found;
}

/** Bytes of objects that the server sent. */
const sent = (): number => bench().proxy.bytes({ method: 'GET', key: /parquet$/ });

describe('a transfer above the limit', () => {
  it('is asked for once, for all requests of the action, and nothing comes before the answer', async () => {
    const document = view(1_000_000);
    await document.open();
    const before = sent();
    const first = page(document);
    const second = page(document, { offset: 200, columns: ['id', 'fare', 'tip'] });
    const asked = await question(document);
    expect(asked.what).toBe('Sorting by fare');
    expect(asked.objects).toBe(2);
    expect(asked.bytes).toBeGreaterThan(1_600_000);
    expect(asked.requests).toBeGreaterThanOrEqual(2);
    // Its prices are those of whoever runs it.
    expect(asked.cost).toBeUndefined();
    expect(sent()).toBe(before);
    await document.call('answerTransfer', { id: asked.id, answer: 'fetch' });
    await Promise.all([first, second]);
    expect(document.state.question).toBeUndefined();
    expect(sent() - before).toBeGreaterThan(1_600_000);
    // What belongs to the same sort is not asked for again.
    await page(document, { offset: 400, columns: ['code'] });
    const ids = document.states.map((state) => state.question?.id);
    expect(new Set(ids.filter((id) => id !== undefined)).size).toBe(1);
  });

  it('that is not wanted now ends as declined, moves nothing, and leaves the rows readable', async () => {
    const document = view(1_000_000);
    await document.open();
    const before = sent();
    const sorted = page(document);
    const { id } = await question(document);
    await document.call('answerTransfer', { id, answer: 'notNow' });
    await expect(sorted).rejects.toMatchObject({
      code: 'declined',
    });
    await expect(sorted).rejects.toThrow(/^Sorting by fare would fetch 2\.\d MB from S3\.$/);
    expect(sent()).toBe(before);
    expect(document.state).toMatchObject({ problem: undefined });
    expect(document.state.question).toBeUndefined();
    const table = { key: document.state.table?.key ?? '', view: noView };
    await expect(page(document, { table })).resolves.toBeDefined();
  });

  it('is asked about no more once a person said so, until they say otherwise', async () => {
    const document = view(1_000_000);
    await document.open();
    const sorted = page(document);
    const { id } = await question(document);
    await document.call('answerTransfer', { id, answer: 'always' });
    await sorted;
    expect([...quiet]).toEqual([URI]);
    // Two footers, and a range of each object.
    const requests = 4;
    await document.until(
      ({ source }) => source?.remote?.quiet === true && source.remote.requests === requests,
    );
    const other = view(1_000_000, { cacheDirectory: join(folder.path, `fresh-${String(cache)}`) });
    await other.open();
    await page(other);
    expect(other.states.some((one) => one.question)).toBe(false);
    await other.call('askAboutTransfers', {});
    expect([...quiet]).toEqual([]);
  });

  it('whose requests are all gone is asked about no more', async () => {
    const document = view(1_000_000);
    await document.open();
    const caller = new AbortController();
    const sorted = page(document, {}, caller.signal);
    await question(document);
    caller.abort();
    await expect(sorted).rejects.toMatchObject({ code: 'cancelled' });
    await document.until((state) => state.question === undefined);
  });

  it('is not asked about where nobody asked for it: it does not come', async () => {
    const document = view(1_000_000);
    await document.open();
    const before = sent();
    const table = { key: document.state.table?.key ?? '', view: noView };
    await expect(document.call('insights', { table, sample: 50_000 })).rejects.toMatchObject({
      code: 'declined',
    });
    expect(document.states.some((one) => one.question)).toBe(false);
    expect(sent()).toBe(before);
    // First rows and estimates come all the same.
    await page(document, { table });
    const found = document.call('profile', { table, columns: ['fare'], stage: 'estimate' });
    await expect(found).resolves.toMatchObject({ columns: [{ name: 'fare' }] });
    const asked = document.call('insights', { table, sample: 50_000, asked: true });
    asked.catch(() => undefined);
    expect((await question(document)).what).toBe('Looking for what stands out');
  });

  it('of the matches of a previewed join comes only once a person asks for it', async () => {
    writeFileSync(join(folder.path, 'fares.csv'), 'fare\n1\n2\n');
    const fares = { uri: 'fares.csv', format: 'csv', options: {} };
    const text = JSON.stringify({
      ...{ sluice: 1, name: 'trips' },
      sources: {
        main: { uri: URI, format: 'parquet', options: {} },
        fares: { ...fares, schema: [{ name: 'fare', type: 'decimal(20,0)' }] },
      },
      steps: [],
    });
    const document = view(1_000_000, {}, { kind: 'recipe', text, title: 'trips.sluice.json' });
    await document.open();
    const params = { with: { source: 'fares' }, how: 'semi', on: [['fare', 'fare']] };
    const before = sent();
    const edit = { kind: 'add-step', at: 0, op: 'join', params } as const;
    await document.call('preview', { edit });
    const refused = await document.until((state) => state.table?.preview?.matches !== undefined);
    expect(refused.table?.preview).toMatchObject({ matches: 'declined', rows: undefined });
    expect(refused.question).toBeUndefined();
    expect(sent()).toBe(before);
    const counted = document.call('countMatches', { asked: true });
    const { id, what } = await question(document);
    expect(what).toBe('Matching rows');
    await document.call('answerTransfer', { id, answer: 'fetch' });
    expect((await counted).table?.preview).toMatchObject({
      ...{ rows: { before: 200_000, after: 0 }, matches: { leftOnly: 200_000, right: 2 } },
    });
    expect(sent() - before).toBeGreaterThan(1_600_000);
  });

  it('of exact figures names all that may follow, and one answer is enough', async () => {
    const document = view(1_000_000);
    const { source } = await document.open();
    const table = { key: document.state.table?.key ?? '', view: noView };
    const profiled = document.call('profile', { table, columns: ['fare', 'tip'] });
    const looked = document.call('details', { table, columns: ['fare'] });
    const { what, upTo, id } = await question(document);
    expect(what).toBe('Exact figures');
    expect(upTo?.bytes).toBe(source?.elsewhere?.bytes);
    await document.call('answerTransfer', { id, answer: 'fetch' });
    await Promise.all([profiled, looked]);
    await document.call('profile', { table, columns: ['code'] });
    expect(document.states.every((one) => (one.question?.id ?? id) === id)).toBe(true);
  });

  it('of an opening is asked before, and opens by a reload after “Not now”', async () => {
    const document = view(100_000);
    await document.call('ready', {});
    const { what, objects, bytes, id } = await question(document);
    // The footers of two objects are asked for by their last 64 KB.
    expect({ what, objects, bytes }).toEqual({ what: 'Opening', objects: 2, bytes: 131_072 });
    expect(sent()).toBe(0);
    await document.call('answerTransfer', { id, answer: 'notNow' });
    const refused = await document.until((state) => state.problem !== undefined);
    expect(refused.problem?.message).toBe('Opening would fetch 131 KB from S3.');
    const again = document.call('reload', {});
    const next = await question(document);
    await document.call('answerTransfer', { id: next.id, answer: 'fetch' });
    expect((await again).table?.schema).toHaveLength(4);
  });
});

describe('what came from S3', () => {
  it('is told while it comes, and one line of each transfer is kept', async () => {
    const document = view(Infinity);
    await document.open();
    bench().proxy.fault({
      fault: { kind: 'throttle', bytesPerSecond: 400_000 },
      ...{ method: 'GET', key: /parquet$/, times: Infinity },
    });
    await page(document);
    // Two footers, and a range of each object.
    const requests = 4;
    await document.until(({ source }) => source?.remote?.requests === requests);
    const told = document.activities
      .flat()
      .filter(({ what, transfer }) => what === 'Sorting by fare' && transfer);
    const last = told.at(-1);
    expect(last?.transfer?.of).toBe(2);
    expect(last?.total).toBeGreaterThan(1_600_000);
    // Two requests at a time, of 400 KB a second each.
    expect(last?.transfer?.rate).toBeGreaterThan(400_000);
    expect(last?.transfer?.rate).toBeLessThan(1_200_000);
    expect(lines).toEqual([
      expect.stringMatching(
        /^Opening: 131 KB from s3:\/\/lake\/trips\/, 2 requests, 2 of 2 objects, [\d.]+ m?s, .+\/s$/,
      ),
      expect.stringMatching(
        /^Sorting by fare: 2\.\d MB from s3:\/\/lake\/trips\/, \d+ requests, 2 of 2 objects, [\d.]+ s, \d+ KB\/s$/,
      ),
    ]);
    const sizes = [1, 2].map((part) => statSync(join(folder.path, `${String(part)}.parquet`)).size);
    expect(document.state.source?.bytes).toBe((sizes[0] ?? 0) + (sizes[1] ?? 0));
    expect(document.state.source?.remote).toEqual({ requests, listings: 1, quiet: false });
  });

  it('of a transfer that was cancelled, or failed, is told as well', async () => {
    const document = view(Infinity);
    await document.open();
    lines = [];
    bench().proxy.fault({
      fault: { kind: 'throttle', bytesPerSecond: 200_000 },
      ...{ method: 'GET', key: /parquet$/, times: Infinity },
    });
    const sorted = page(document);
    await expect
      .poll(() => document.activities.at(-1)?.[0]?.transfer, { timeout: 20_000 })
      .toBeDefined();
    await document.call('cancel', {});
    await expect(sorted).rejects.toMatchObject({
      ...{ code: 'declined', message: 'Sorting by fare was cancelled.' },
    });
    expect(lines).toEqual([
      expect.stringMatching(/^Sorting by fare: .*0 of 2 objects.*; cancelled$/),
    ]);
    bench().proxy.clear();
    bench().proxy.fault({
      fault: { kind: 'error', error: 'AccessDenied' },
      ...{ method: 'GET', key: /parquet$/, times: Infinity },
    });
    lines = [];
    await expect(page(document)).rejects.toMatchObject({ code: 'forbidden' });
    expect(lines).toEqual([
      expect.stringMatching(/^Sorting by fare: 0 B from .*; .*s3:GetObject.*\.$/),
    ]);
  });
});
