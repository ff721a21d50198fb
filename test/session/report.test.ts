import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareReport } from '../../src/core/report/compareReport.ts';
import { profileReport } from '../../src/core/report/profileReport.ts';
import type { EngineClient } from '../../src/engine/client.ts';
import { startEngine } from '../engine/startEngine.ts';
import { TestDocument } from './openSession.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluice-report-'));
let engine: EngineClient;

beforeAll(async () => {
  engine = await startEngine();
  const rows = (cities: readonly string[]): string =>
    [
      'id,city,km',
      ...cities.map((city, at) => `${String(at + 1)},${city},${String(at % 5)}.5`),
    ].join('\n');
  const many = (names: readonly string[]): string[] =>
    Array.from({ length: 40 }, (_, at) => names[at % names.length] ?? '');
  writeFileSync(join(folder, 'old.csv'), rows(many(['Bern', 'Basel', '<b>Genf</b>', ''])));
  writeFileSync(join(folder, 'new.csv'), rows(many(['Bern', 'Basel', 'Chur', 'Zug'])));
});
afterAll(() => {
  engine.dispose();
  rmSync(folder, { recursive: true, force: true });
});

async function open(name: string): Promise<TestDocument> {
  const uri = join(folder, name);
  const document = new TestDocument(engine, { kind: 'data', uri, title: name }, folder);
  await document.open();
  return document;
}

describe('a report', () => {
  it('holds the figures of both tiers, of the dataset, and the findings', async () => {
    const document = await open('old.csv');
    const whole = await document.session.report({});
    expect(whole.profile.rows).toBe(40);
    expect(whole.profile.columns.map(({ name, nulls }) => [name, nulls])).toEqual([
      ['id', 0],
      ['city', 10],
      ['km', 0],
    ]);
    expect(whole.details.find(({ name }) => name === 'city')?.text?.lengths.max).toBe(11);
    expect(whole.dataset?.duplicates).toEqual({ rows: 0, basis: 'exact' });
    expect(whole.insights.map(({ id }) => id)).toContain('missing:city');
    const page = profileReport(whole);
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).toContain('&lt;b&gt;Genf&lt;/b&gt;');
    expect(page).not.toContain('<b>Genf');
    expect(page).not.toMatch(/<script|https?:/);
    document.session.dispose();
  });

  it('is cancelled, and then given when it is asked for again', async () => {
    const document = await open('old.csv');
    const controller = new AbortController();
    controller.abort();
    await expect(document.session.report({ signal: controller.signal })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect((await document.session.report({})).profile.rows).toBe(40);
    document.session.dispose();
  });
});

describe('a comparison', () => {
  it('names new and lost values beside another dataset', async () => {
    const document = await open('new.csv');
    const { before, drift } = await document.session.compare(
      { kind: 'address', uri: join(folder, 'old.csv') },
      {},
    );
    expect(before).toBe(join(folder, 'old.csv'));
    const city = drift.columns.find(({ name }) => name === 'city');
    expect(city?.newCategories).toEqual([
      { value: 'Chur', count: 10 },
      { value: 'Zug', count: 10 },
    ]);
    expect(city?.lostCategories).toEqual([{ value: '<b>Genf</b>', count: 10 }]);
    expect(city?.missing).toEqual({ before: 0.25, after: 0 });
    expect(drift.columns.find(({ name }) => name === 'km')?.state).toBe('same');
    const page = compareReport({ before: 'old', after: 'new' }, drift);
    expect(page).toContain('&lt;b&gt;Genf&lt;/b&gt;');
    expect(page).not.toMatch(/<script|https?:/);
    // What was opened for it is closed again.
    expect((await engine.stats()).documents.filter((name) => name.includes('compared'))).toEqual(
      [],
    );
    document.session.dispose();
  });

  it('refuses a dataset that is not there in one sentence', async () => {
    const document = await open('new.csv');
    await expect(
      document.session.compare({ kind: 'address', uri: join(folder, 'gone.csv') }, {}),
    ).rejects.toMatchObject({ code: 'not-found' });
    document.session.dispose();
  });
});
