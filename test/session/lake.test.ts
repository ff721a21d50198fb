import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EngineClient } from '../../src/engine/client.ts';
import { useStandIn } from '../aws-client/useStandIn.ts';
import { startEngine, temporaryFolder } from '../engine/startEngine.ts';
import { TestDocument } from './openSession.ts';

const bench = useStandIn();
const folder = temporaryFolder();
let engine: EngineClient;
let open: TestDocument[] = [];
beforeAll(async () => {
  engine = await startEngine();
});
afterEach(() => {
  for (const document of open) document.session.dispose();
  open = [];
});
afterAll(() => {
  engine.dispose();
  folder.remove();
});

const months = { 1: 'n,city\n1,Rome\n2,Oslo\n', 2: 'n,city\n3,\n', 11: 'n,city\n4,Rome\n' };

async function seed(): Promise<number> {
  for (const [month, text] of Object.entries(months)) {
    await bench().standIn.putObject('lake', `trips/month=${month}/part-0.csv`, text);
  }
  return Object.values(months).join('').length;
}

function view(uri: string): TestDocument {
  const { aws } = bench();
  const document = new TestDocument(engine, { kind: 'data', uri, title: 'trips' }, folder.path, {
    aws,
  });
  open.push(document);
  return document;
}

describe('a folder on S3', () => {
  it('is brought here once: the next document moves nothing', async () => {
    const bytes = await seed();
    const document = view('s3://lake/trips/');
    const state = await document.open();
    expect(state.source).toMatchObject({
      ...{ uri: 's3://lake/trips/', format: 'csv', files: 3, bytes, moved: bytes },
    });
    expect(await document.rows()).toEqual([
      ['1', 'Rome', '1'],
      ['2', 'Oslo', '1'],
      ['4', 'Rome', '11'],
      ['3', null, '2'],
    ]);
    const sort = [{ column: 'month', descending: true }];
    expect(await document.rows({ sort }, { columns: ['n'] })).toEqual([['4'], ['3'], ['1'], ['2']]);
    const again = view('s3://lake/trips/');
    expect((await again.open()).source).toMatchObject({
      moved: 0,
      snapshot: state.source?.snapshot,
    });
  });

  it('that changed is seen after a reload', async () => {
    await seed();
    const document = view('s3://lake/trips/');
    const { table, source } = await document.open();
    await bench().standIn.putObject('lake', 'trips/month=2/part-0.csv', 'n,city\n9,Bern\n');
    const state = await document.call('reload', {});
    expect(state.table?.key).not.toBe(table?.key);
    expect(state.source?.snapshot).not.toBe(source?.snapshot);
    expect((await document.rows({}, { columns: ['n'] })).at(-1)).toEqual(['9']);
  });

  it.each([
    ['s3://no-such-lake/x/', 'not-found'],
    ['s3://lake/gone/', 'not-found'],
  ])('%s that is not there is one sentence', async (uri, code) => {
    expect((await view(uri).open()).problem).toMatchObject({ code });
  });

  it('that is forbidden can be tried again', async () => {
    await seed();
    bench().standIn.control.s3Fault({ method: 'GET', path: 'lake', kind: 'forbidden', times: 1 });
    const document = view('s3://lake/trips/');
    expect((await document.open()).problem).toMatchObject({ code: 'forbidden' });
    expect((await document.call('reload', {})).problem).toBeUndefined();
    expect(await document.rows()).toHaveLength(4);
  });

  it('whose transfer is cancelled says only that, and opens by a reload', async () => {
    await bench().standIn.putObject('lake', 'new/part-0.csv', 'n,city,day\n7,Nice,1\n');
    bench().standIn.control.s3Fault({
      ...{ method: 'GET', path: 'part-0', kind: 'delay', milliseconds: 60_000, times: 1 },
    });
    const document = view('s3://lake/new/');
    await document.call('ready', {});
    await expect
      .poll(() => document.activities.at(-1)?.[0]?.what, { timeout: 20_000 })
      .toBe('Opening');
    await document.call('cancel', {});
    const state = await document.until((one) => one.problem !== undefined);
    expect(state.problem).toMatchObject({ code: 'cancelled', message: 'Opening was cancelled.' });
    bench().standIn.control.reset();
    expect((await document.call('reload', {})).table?.schema).toHaveLength(3);
  });
});
