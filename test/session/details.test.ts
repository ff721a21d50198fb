import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EngineClient } from '../../src/engine/client.ts';
import { startEngine, temporaryFolder } from '../engine/startEngine.ts';
import { noView, TestDocument } from './openSession.ts';

const messy = join(import.meta.dirname, '../../media/sample/messy.csv');
const folder = temporaryFolder();
let engine: EngineClient;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => {
  engine.dispose();
  folder.remove();
});

it('details of columns are kept one by one, and come in the order that was asked for', async () => {
  const document = new TestDocument(
    engine,
    { kind: 'data', uri: messy, title: 'data' },
    folder.path,
  );
  await document.open();
  const key = document.state.table?.key ?? '';
  const table = { key, view: noView };
  const first = await document.call('details', { table, columns: ['city'] });
  expect(first.rows).toBe(1532);
  expect(first.columns[0]).toMatchObject({
    name: 'city',
    filled: 1532,
    text: { padded: 171, missingWords: [{ value: 'unknown', count: 181 }] },
  });
  const two = await document.call('details', { table, columns: ['Amount', 'city'] });
  expect(two.columns.map(({ name }) => name)).toEqual(['Amount', 'city']);
  expect(two.columns[1]).toEqual(first.columns[0]);
  const view = { ...noView, filters: [{ column: 'city', is: 'equals' as const, value: 'Lagos' }] };
  const lagos = await document.call('details', { table: { key, view }, columns: ['city'] });
  expect(lagos.columns[0]).toMatchObject({ filled: 134, text: { padded: 0 } });
  document.session.dispose();
});
