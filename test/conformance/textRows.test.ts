import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportScript } from '../../src/core/codegen/exportScript.ts';
import type { Json } from '../../src/core/operations/define.ts';
import { flowOf } from './scripts/flowOf.ts';
import { readOutput } from './scripts/readOutput.ts';
import { engines, runScript } from './scripts/runScript.ts';

let base = '';
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'sluice rows é-'));
});
afterAll(async () => {
  await rm(base, { recursive: true, force: true });
});

describe.each(engines)('rows of texts on $name', (engine) => {
  const source = (name: string, format: string, options: Json): Json => ({
    uri: name,
    format,
    options,
    schema: [{ name: 'n', type: 'int64' }],
  });
  const numbers = Array.from({ length: 3000 }, (_, n) => n);
  const texts = [
    {
      name: 'lines',
      format: 'json',
      options: { layout: 'lines' },
      text: (ns: readonly number[]) => ns.map((n) => `{"n": ${String(n)}}\n`).join(''),
    },
    {
      name: 'commas',
      format: 'csv',
      options: { header: true, delimiter: ',', quote: '"', escape: '"' },
      text: (ns: readonly number[]) => `n\n${ns.join('\n')}\n`,
    },
  ];

  it.each(texts)(
    'are known by file and place: $name',
    async ({ name, format, options, text }) => {
      // The largest file, which Spark reads first, is the last one by name.
      const folder = await mkdtemp(join(base, `${name}-`));
      await mkdir(join(folder, 'b c'));
      await writeFile(join(folder, `a.${format}`), text(numbers.slice(0, 100)));
      await writeFile(join(folder, 'b c', `+1.${format}`), text(numbers.slice(100, 700)));
      await writeFile(join(folder, `c.${format}`), text(numbers.slice(700)));
      const flow = flowOf({
        sluice: 1,
        name,
        sources: { main: source(folder, format, options) },
        steps: [
          { id: 'number', op: 'row-number', params: { as: 'place', start: 0 } },
          { id: 'before', op: 'shift-values', params: { column: 'n', as: 'before' } },
          {
            id: 'wrong',
            op: 'filter-rows',
            params: {
              where: {
                any: [
                  { expression: 'n <> place' },
                  {
                    all: [{ expression: 'n > 0' }, { expression: 'coalesce(before, -9) <> n - 1' }],
                  },
                  { column: 'n', is: 'equals', value: 2999 },
                ],
              },
            },
          },
        ],
      });
      const spark = { 'spark.sql.files.maxPartitionBytes': '2000' };
      const script = exportScript(flow, engine.target, {});
      const run = await mkdtemp(join(base, 'run-'));
      const ended = await runScript(engine, script, run, join(run, 'out'), { spark });
      expect(ended.code, ended.stderr).toBe(0);
      const result = await readOutput(join(run, 'out', 'result'), true);
      expect(result.rows).toEqual([['2999', '2999', '2998']]);
    },
    180_000,
  );
});
