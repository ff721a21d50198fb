import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useBuild } from './build.ts';
import { recipe } from './recipe.ts';
import { refused } from './refused.ts';
import { runScript } from './runScript.ts';
import { Workspace, python } from './sluice.ts';

useBuild();

const seed = `import sys
import pyarrow as pa, pyarrow.ipc as ipc
import polars as pl
table = pa.table({
    "n": pa.array([2**63 - 1, None, -(2**53) - 1], pa.int64()),
    "u": pa.array([2**64 - 1, 0, None], pa.uint64()),
    "word": pa.array(["a", None, "b"]).dictionary_encode(),
    "clock": pa.array([1, None, 86_400_000_000_000 - 1], pa.time64("ns")),
    "moment": pa.array([1, None, -1], pa.timestamp("ns", "Asia/Tokyo")),
    "took": pa.array([5, None, -5], pa.duration("us")),
})
with ipc.new_file("file.arrow", table.schema) as writer:
    writer.write_table(table)
with ipc.new_stream("stream.arrows", table.schema) as writer:
    writer.write_table(table)
pl.DataFrame({"n": [2**60, None]}).write_avro("rows.avro")
`;

const rows = [
  [
    ...['9223372036854775807', '18446744073709551615', 'a', '00:00:00.000000001'],
    ...['1970-01-01 00:00:00.000000001', '5'],
  ],
  [null, '0', null, null, null, null],
  [
    ...['-9007199254740993', null, 'b', '23:59:59.999999999'],
    ...['1969-12-31 23:59:59.999999999', '-5'],
  ],
];

let work: Workspace;
beforeAll(() => {
  work = new Workspace();
  execFileSync(python, ['-c', seed], { cwd: work.path('.') });
  const of = (uri: string, format: string): object =>
    recipe(uri, [], { sources: { main: { uri, format } } });
  work.writeJson('file.sluice.json', of('file.arrow', 'arrow'));
  work.writeJson('stream.sluice.json', of('stream.arrows', 'arrow'));
  work.writeJson('rows.sluice.json', of('rows.avro', 'avro'));
});
afterAll(() => {
  work.remove();
});

describe('a recipe over Arrow', () => {
  it.each(['file', 'stream'])('%s: a run here and both scripts give one table', async (name) => {
    const out = work.path(`run-${name}`);
    const run = await work.json(['run', `${name}.sluice.json`, '--out', out]);
    expect(run).toMatchObject({ state: 'completed', rows: { in: 3, out: 3 } });
    expect(await work.json(['preview', `run-${name}/output/all`])).toMatchObject({ rows });
    for (const target of ['pandas', 'polars']) {
      const script = work.path(`${name}-${target}.py`);
      await work.run(['export', `${name}.sluice.json`, '--target', target, '--out', script]);
      runScript(python, [script, '--out', work.path(`${name}-${target}`)]);
      expect(await work.json(['preview', `${name}-${target}`]), target).toMatchObject({ rows });
    }
  });

  it.each(['duckdb', 'pyspark'])('%s says that it cannot read it', async (target) => {
    const args = ['export', 'file.sluice.json', '--target', target, '--out', work.path('x')];
    await refused(work, args, { exit: 1, code: 'unsupported', says: /it is an Arrow file/ });
  });
});

describe('a recipe over Avro', () => {
  it('runs here, and every script says that it cannot read it', async () => {
    await work.json(['run', 'rows.sluice.json', '--out', work.path('run-rows')]);
    expect(await work.json(['preview', 'run-rows/output/all'])).toMatchObject({
      rows: [['1152921504606846976'], [null]],
    });
    for (const target of ['duckdb', 'pandas', 'polars', 'pyspark']) {
      const args = ['export', 'rows.sluice.json', '--target', target, '--out', work.path('x')];
      await refused(work, args, { exit: 1, code: 'unsupported', says: /it is an Avro file/ });
    }
  });
});
