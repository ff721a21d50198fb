import { writeFileSync } from 'node:fs';
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

function viewer(
  uri: string,
  more: ConstructorParameters<typeof TestDocument>[3] = {},
): TestDocument {
  return new TestDocument(engine, { kind: 'data', uri, title: 'data' }, folder.path, more);
}

function tableOf(document: TestDocument) {
  const key = document.state.table?.key;
  if (key === undefined) throw new Error('There is no table.');
  return { key, view: noView };
}

it('findings come with rows to filter by, and with a fix that is previewed and applied', async () => {
  const document = viewer(messy, { trusted: false });
  await document.open();
  const { rows, basis, insights } = await document.call('insights', { table: tableOf(document) });
  expect([rows, basis]).toEqual([1532, 'exact']);
  const disguised = insights.find(({ id }) => id === 'disguised-missing:city');
  if (!disguised?.rows) throw new Error('It was not found.');
  expect(disguised.message).toBe('city holds “unknown” in place of nothing in 181 rows (12 %).');
  const view = { ...noView, filters: [disguised.rows] };
  const counted = await document.call('count', { table: { ...tableOf(document), view } });
  expect(counted.rows).toBe(181);
  const cities = await document.rows(view, { columns: ['city'] });
  expect(new Set(cities.flat())).toEqual(new Set(['unknown']));
  const [fix] = disguised.fixes;
  if (!fix) throw new Error('It has no fix.');
  const { op, params } = fix;
  await document.call('preview', { edit: { kind: 'add-step', at: 0, op, params } });
  expect(document.state.table?.preview?.changed).toEqual(['city']);
  const after = await document.call('insights', { table: tableOf(document) });
  const ids = after.insights.map(({ id }) => id);
  expect(ids).not.toContain('disguised-missing:city');
  expect(ids).toContain('missing:city');
  document.session.dispose();
});

it('a sample gives estimates, thresholds and the target are kept to, and a filter narrows the rows', async () => {
  const path = join(folder.path, 'churn.csv');
  const lines = Array.from(
    { length: 5000 },
    (_, i) => `${i % 40 === 0 ? '' : String(i % 9)},${i % 25 === 0 ? 'yes' : 'no'}`,
  );
  writeFileSync(path, ['a,churned', ...lines].join('\n'));
  const thresholds = { missing: { share: 0.5 } };
  let asked = 0;
  const insightThresholds = () => {
    asked += 1;
    return asked === 2 ? thresholds : {};
  };
  const document = viewer(path, { insightThresholds });
  await document.open();
  const table = tableOf(document);
  const sampled = await document.call('insights', { table, sample: 1000 });
  expect(sampled.basis).toBe('estimate');
  expect(sampled.sampled).toBe(1000);
  const gaps = sampled.insights.find(({ id }) => id === 'missing:a');
  expect(gaps?.basis).toBe('estimate');
  expect(gaps?.message).toMatch(/^a is empty in about [\d,]+ rows? \([\d.]+ %\)\.$/);
  const strict = await document.call('insights', { table });
  expect(strict.insights.map(({ id }) => id)).not.toContain('missing:a');
  const loose = await document.call('insights', { table, target: 'churned' });
  expect(loose.insights.map(({ id }) => id)).toContain('missing:a');
  expect(loose.insights.map(({ id }) => id)).toContain('class-imbalance:churned');
  const filled = { ...noView, filters: [{ column: 'a', is: 'is-not-null' } as const] };
  const narrowed = await document.call('insights', { table: { ...table, view: filled } });
  expect(narrowed.rows).toBe(4875);
  expect(narrowed.insights.map(({ id }) => id)).not.toContain('missing:a');
  document.session.dispose();
});

it('a wide table gives what some columns show by themselves, and all of it in the end', async () => {
  const path = join(folder.path, 'wide.csv');
  // 300 columns of 40 rows; c7 and c299 are empty in every fourth, and c8 repeats c9;
  // modulo 101 columns 101 apart are equal, too.
  const names = Array.from({ length: 300 }, (_, column) => `c${String(column)}`);
  const cell = (row: number, column: number): string =>
    (column === 7 || column === 299) && row % 4 === 0
      ? ''
      : String(((row + 1) * (column === 8 ? 12 : column + 3) * 7919) % 101);
  const lines = Array.from({ length: 40 }, (_, row) =>
    names.map((_name, column) => cell(row, column)).join(','),
  );
  writeFileSync(path, [names.join(','), ...lines].join('\n'));
  const document = viewer(path);
  await document.open();
  const table = tableOf(document);
  const columns = ['c299', 'c8', 'c9'];
  const first = await document.call('insights', { table, columns });
  expect(first.rows).toBe(40);
  expect(first.insights.map(({ id }) => id)).toEqual(['missing:c299']);
  const told: number[] = [];
  const progress = ({ what, done }: { what: string; done: number }): void => {
    if (what === 'insights') told.push(done);
  };
  const { insights } = await document.call('insights', { table }, { progress });
  const ids = insights.map(({ id }) => id);
  expect(ids).toContain('missing:c7');
  expect(ids).toContain('missing:c299');
  expect(ids).toContain('equal-columns:c8,c9,c110,c211');
  expect(told).toEqual([...told].sort((a, b) => a - b));
  document.session.dispose();
});

it('a request that is cancelled ends at once, and one for rows of before is refused', async () => {
  const document = viewer(messy);
  await document.open();
  const controller = new AbortController();
  const asked = document.call(
    'insights',
    { table: tableOf(document) },
    { signal: controller.signal },
  );
  controller.abort();
  await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
  const old = { key: 'another', view: noView };
  await expect(document.call('insights', { table: old })).rejects.toMatchObject({
    code: 'cancelled',
  });
  document.session.dispose();
});
