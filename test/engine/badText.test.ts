import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../src/shared/errors.ts';
import { SourceBench, query, types } from './sourceBench.ts';

let bench: SourceBench;
beforeAll(async () => {
  bench = await SourceBench.start();
});
afterAll(() => {
  bench.stop();
});

const far = '1,x\n'.repeat(300_000);

describe('odd text is read', () => {
  it.each<readonly [string, string | Buffer, readonly (readonly unknown[])[]]>([
    [
      'without a header',
      '1,2\n3,4\n',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    ['with a header only', 'a,b\n', []],
    ['with a byte order mark', '\uFEFFa,b\n1,x\n', [['1', 'x']]],
    ['in UTF-16', Buffer.from('\uFEFFa,b\n1,é\n', 'utf16le'), [['1', 'é']]],
    [
      'with CR line ends',
      'a,b\r1,x\r2,y\r',
      [
        ['1', 'x'],
        ['2', 'y'],
      ],
    ],
    ['with CRLF line ends', 'a,b\r\n1,x\r\n', [['1', 'x']]],
  ])('%s', async (name, text, rows) => {
    const source = await bench.open(bench.file(`${name}.csv`, text));
    expect(Object.keys(types(source))).toHaveLength(2);
    expect(await bench.rows()).toEqual(rows);
  });
});

describe('bad text gets one sentence with its place', () => {
  it.each<readonly [string, string | Buffer, RegExp]>([
    ['NUL bytes', 'a,b\n1,x\0y\n', /is no text/],
    ['an open quote', 'a,b\n1,"x\n2,y\n', /Line 2 of the CSV has a quote that is not closed/],
    ['an open quote far behind', `a,b\n${far}2,"\n`, /Line 300002 of the CSV has a quote/],
    ['a line of 10 MB', `a,b\n1,${'x'.repeat(1e7)}\n2,y\n`, /Line 2 of the CSV is longer than/],
    ['a changing count', 'a,b\n1,x\n2\n3,y,z\n', /Line 3 .*1 columns where 2 are expected/],
    ['bytes of another encoding far behind', Buffer.from(`a,b\n${far}2,é\n`, 'latin1'), /UTF-8/],
  ])('%s', async (name, text, sentence) => {
    const path = bench.file(`${name}.csv`, text);
    const error: unknown = await bench
      .open(path)
      .then(() => bench.engine.profile({ document: 'd', query }))
      .catch((reason: unknown) => reason);
    if (!(error instanceof AppError)) throw new Error('It was not refused.');
    expect(error.message).toMatch(sentence);
    expect(error.message.length).toBeLessThan(200);
    expect(error.code).toBe('bad-data');
    expect((await bench.engine.stats({})).running).toBe(0);
  });
});
