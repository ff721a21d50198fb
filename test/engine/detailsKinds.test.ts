import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lit } from '../../src/core/sql/sql.ts';
import type { EngineClient } from '../../src/engine/client.ts';
import type { ColumnDetails } from '../../src/shared/profile/columnDetails.ts';
import { startEngine } from './startEngine.ts';

const here = import.meta.dirname;
let engine: EngineClient;

beforeAll(async () => {
  engine = await startEngine();
  await engine.open({ document: 'd', sources: {} });
});
afterAll(() => {
  engine.dispose();
});

async function ofTexts(texts: readonly string[]): Promise<NonNullable<ColumnDetails['text']>> {
  const sql = `SELECT unnest([${texts.map(lit).join(', ')}]) AS v`;
  const { columns } = await engine.details({ document: 'd', query: { sql } });
  const text = columns[0]?.text;
  if (!text) throw new Error('The column is no text.');
  return text;
}

/** Which of the texts a kind takes; asked one column each, in one query. */
async function taken(kind: string, texts: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (let from = 0; from < texts.length; from += 400) {
    const some = texts.slice(from, from + 400);
    const list = some.map((text, i) => `${lit(text)} AS c${String(i)}`);
    const query = { sql: `SELECT ${list.join(', ')}` };
    const { columns } = await engine.details({ document: 'd', query });
    columns.forEach((column, i) => {
      if (column.text?.kinds.some((one) => one.kind === kind)) found.push(some[i] ?? '');
    });
  }
  return found;
}

describe('a kind takes what Python takes', () => {
  const script = join(here, 'detailsTexts.py');
  const out = execFileSync(join(here, '../../.venv/bin/python'), [script], { encoding: 'utf8' });
  // SAFETY: the script prints lists of texts with what is said of them.
  const texts = JSON.parse(out) as Record<string, (readonly [string, boolean])[]>;

  it.each(Object.keys(texts))('%s', async (kind) => {
    const pairs = [...new Map(texts[kind] ?? [])];
    const wanted = pairs.filter(([, yes]) => yes).map(([text]) => text);
    expect(wanted.length).toBeGreaterThan(3);
    const { kinds } = await ofTexts(pairs.map(([text]) => text));
    const count = kinds.find((one) => one.kind === kind)?.count;
    if (count !== wanted.length) {
      const found = await taken(
        kind,
        pairs.map(([text]) => text),
      );
      expect(found.sort()).toEqual(wanted.sort());
    }
    expect(count).toBe(wanted.length);
  });
});

describe('a kind takes', () => {
  it.each([
    [
      'email',
      ['a@b.co', 'x.y+z@sub.example.org', " it's@me.at "],
      ['a@b', '@b.co', 'a b@c.de', 'a@b..co', 'a@-b.co'],
    ],
    [
      'url',
      ['https://a.at/x?y#z', 's3://bucket/key', 'www.example.org', 'file:///tmp/a'],
      ['a.at', 'http://', 'see http://a.at', 'C:/x'],
    ],
    [
      'phone',
      ['+43 1 58801-0', '(212) 555-0147', '0664/123 45 67', '+4915112345678', '555-123-4567 x12'],
      [
        '12345678',
        '2020-01-02',
        '31.12.2020',
        '1.2.3.4',
        '1234567.89',
        '1,234,567',
        '+12345',
        '4111 1111 1111 1111',
        'abc-defg',
      ],
    ],
    [
      'credit-card',
      ['4111111111111111', '4111 1111 1111 1111', '378282246310005', '3782 822463 10005'],
      ['4111111111111112', '1234567890123', '0000000000000000'],
    ],
    [
      'iban',
      ['AT61 1904 3002 3457 3201', 'GB82WEST12345698765432', 'NO9386011117947'],
      ['AT611904300234573202', 'XX00', 'GB82 WEST 1234'],
    ],
    [
      'integer',
      ['0', '-12', '+7', '00012', '12345678901234567890123'],
      ['1.0', '1e3', '0x1', '1,000', ''],
    ],
    ['decimal', ['1.5', '-.5', '1e9', '12.', '+1.5E-3'], ['1', '1,5', '.', 'e5', '1.2.3', 'nan']],
    ['boolean', ['true', 'No', 'Y', '0', 'OFF'], ['2', 'maybe', 'tru']],
    [
      'country',
      ['AT', 'USA', 'DEU', 'XK'.replace('XK', 'GB')],
      ['UK', 'at', 'Austria', 'ZZ', 'XXX'],
    ],
    ['currency', ['EUR', 'USD', 'DEM'], ['EURO', '€', 'usd', 'ABC']],
    [
      'latitude',
      ['48.2082', '-33.8688', '48.2° N', '90.000'],
      ['48.2', '91.0001', '48', '16.3738° E'],
    ],
    ['longitude', ['16.3738', '-179.999', '16.3738° E'], ['180.0001', '16', '48.2° N']],
    [
      'date',
      [
        '2020-02-29',
        '29.02.2020',
        '2/28/2020',
        '20200229',
        '5 Jan 2020',
        'March 3, 2021',
        '03-Mar-21',
      ],
      ['2021-02-29', '32.01.2020', '2020-13-01', '12345678', '1.2.3', '2020-01'],
    ],
    [
      'timestamp',
      [
        '2020-02-29T12:00:00Z',
        '2020-02-29 12:00',
        '29.02.2020 23:59:59',
        '2020-02-29 12:00:00.123456+02:00',
        '1/2/2020 11:30 PM',
      ],
      ['2021-02-29T12:00:00', '2020-01-01', '2020-01-01T25:00', '12:30'],
    ],
  ] as const)('%s: %j, not %j', async (kind, yes, no) => {
    expect(await taken(kind, yes)).toEqual(yes);
    expect(await taken(kind, no)).toEqual([]);
  });
});

describe('texts', () => {
  it('tell leading zeros, words for a missing value as they are written, and zones', async () => {
    const text = await ofTexts([
      ...['007', '0', '-01', '0.5', '10', 'N/A', 'N/A', ' n/a ', '?', 'None', 'Nancy', '--'],
      ...['2020-01-01T00:00:00Z', '2020-01-01T00:00:00 UTC', '2020-01-01 00:00+0200'],
      ...['2020-01-01 00:00:00.5-05', '2020-01-01 00:00'],
    ]);
    expect(text.leadingZeros).toBe(2);
    expect(text.missingWords).toEqual([
      { value: 'N/A', count: 2 },
      { value: ' n/a ', count: 1 },
      { value: '--', count: 1 },
      { value: '?', count: 1 },
      { value: 'None', count: 1 },
    ]);
    expect(text.zones).toEqual([
      { name: 'Z', count: 2 },
      { name: '+02:00', count: 1 },
      { name: '-05:00', count: 1 },
      { name: 'none', count: 1 },
    ]);
  });

  it('tell every format that reads them as dates, the most texts first', async () => {
    const text = await ofTexts(['03/04/2020', '13/04/2020', '28/02/2021', '04/13/2020', 'x']);
    expect(text.dateFormats).toEqual([
      { name: '%d/%m/%Y', count: 3 },
      { name: '%m/%d/%Y', count: 2 },
    ]);
  });

  it('of a million characters are looked at', async () => {
    const query = {
      sql: `SELECT unnest([repeat('a1 ', 400000), '[' || repeat('1,', 300000) || '1]']) AS v`,
    };
    const { columns } = await engine.details({ document: 'd', query });
    expect(columns[0]?.text).toMatchObject({
      lengths: { min: 600_003, max: 1_200_000 },
      padded: 1,
      characters: { letters: 1, digits: 2, spaces: 1 },
      kinds: [{ kind: 'json', count: 1 }],
    });
    expect(columns[0]?.values?.top.map(({ value }) => String(value).length)).toEqual([1000, 1000]);
  });
});

it('the figures of a text that begins with U+FEFF tell it whole', async () => {
  const sql = "SELECT unnest([chr(65279) || 'a', chr(65279) || 'a', 'a']) AS v";
  const { columns } = await engine.profile({ document: 'd', query: { sql } });
  expect(columns[0]?.top?.map(({ value, count }) => [value, count])).toEqual([
    ['\uFEFFa', 2],
    ['a', 1],
  ]);
});
