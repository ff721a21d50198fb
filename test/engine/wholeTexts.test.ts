import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EngineClient } from '../../src/engine/client.ts';
import { startEngine } from './startEngine.ts';

let engine: EngineClient;

beforeAll(async () => {
  engine = await startEngine();
  await engine.open({ document: 'd', sources: {} });
});
afterAll(() => {
  engine.dispose();
});

it('the figures of a text that begins with U+FEFF tell it whole', async () => {
  const sql = "SELECT unnest([chr(65279) || 'a', chr(65279) || 'a', 'a']) AS v";
  const { columns } = await engine.profile({ document: 'd', query: { sql } });
  expect(columns[0]?.top?.map(({ value, count }) => [value, count])).toEqual([
    ['\uFEFFa', 2],
    ['a', 1],
  ]);
});
