import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../src/shared/json.ts';
import type { EngineClient } from '../../src/engine/client.ts';
import { startEngine, temporaryFolder } from '../engine/startEngine.ts';
import { TestDocument } from './openSession.ts';

/** Ten thousand users and a hundred and twenty thousand visits, as a table has them. */
const folder = temporaryFolder();
let engine: EngineClient;
let document: TestDocument | undefined;

beforeAll(async () => {
  engine = await startEngine();
  const lines = Array.from(
    { length: 120_000 },
    (_, i) => `u${String(i % 10_000)},v${String(i)},${String(i % 7)}`,
  );
  writeFileSync(join(folder.path, 'visits.csv'), `user,visit,day\n${lines.join('\n')}\n`);
});
afterEach(() => {
  document?.session.dispose();
});
afterAll(() => {
  engine.dispose();
  folder.remove();
});

const main = {
  ...{ uri: 'visits.csv', format: 'csv', options: {} },
  schema: [
    { name: 'user', type: 'text' },
    { name: 'visit', type: 'text' },
    { name: 'day', type: 'int64' },
  ],
};
const text = JSON.stringify({ sluice: 1, name: 'visits', sources: { main }, steps: [] });

async function preview(op: string, params: Json): Promise<TestDocument> {
  const input = { kind: 'recipe', text, title: 'visits.sluice.json' } as const;
  document = new TestDocument(engine, input, folder.path);
  await document.open();
  await document.call('preview', { edit: { kind: 'add-step', at: 0, op, params } });
  return document;
}

describe('a step that learns ten thousand values', () => {
  const group = 'Group rare values first (Group rare categories), choose another column, or raise';
  it.each<[string, Json, string, string]>([
    [
      'pivot',
      { by: ['day'], column: 'user' },
      '“user” holds 10,000 values, each of which would be a column; this step takes at most 100.',
      'maxColumns',
    ],
    [
      'transpose',
      { header: 'user', columns: ['day'] },
      '“user” holds 10,000 values, each of which would be a column; this step takes at most 100.',
      'maxRows',
    ],
    [
      'one-hot-encode',
      { columns: ['day', 'user'] },
      '“user” holds 10,000 categories; this step takes at most 50.',
      'maxCategories',
    ],
    [
      'ordinal-encode',
      { columns: ['user'] },
      '“user” holds 10,000 categories; this step takes at most 1,000.',
      'maxCategories',
    ],
    [
      'frequency-encode',
      { columns: ['user'] },
      '“user” holds 10,000 categories; this step takes at most 1,000.',
      'maxCategories',
    ],
  ])('%s says how many, and the way out at its param', async (op, params, message, param) => {
    await expect(preview(op, params)).rejects.toMatchObject({
      ...{ code: 'bad-data', message, path: [param] },
      hint: `${group} ${param} to 10000.`,
    });
  });

  it('offers no limit that cannot be', async () => {
    await expect(preview('pivot', { by: ['day'], column: 'visit' })).rejects.toMatchObject({
      message:
        '“visit” holds 120,000 values, each of which would be a column; this step takes at most 100.',
      hint: 'Group rare values first (Group rare categories), or choose another column.',
    });
    await expect(preview('frequency-encode', { columns: ['visit'] })).rejects.toMatchObject({
      message: '“visit” holds 120,000 categories; this step takes at most 1,000.',
    });
  });

  it('is helped by grouping rare values first, however many there are', async () => {
    const top = { columns: ['user', 'visit'], keep: 'top', top: 2 };
    const grouped = await preview('group-rare', top);
    const rows = await grouped.rows({}, { columns: ['user', 'visit'] });
    // Each user comes twelve times, each visit once: of a tie the smaller values are kept.
    expect(rows[0]).toEqual(['u0', 'v0']);
    expect(rows[1]).toEqual(['u1', 'v1']);
    expect(rows[2]).toEqual(['Other', 'Other']);
    const share = { columns: ['visit'], keep: 'share', share: 0.5 };
    expect(
      (await (await preview('group-rare', share)).rows({}, { columns: ['visit'] }))[0],
    ).toEqual(['Other']);
  });
});
