import type { ReadPreview } from '../../../src/shared/contracts/engine.ts';
import type { RejectedLine } from '../../../src/shared/source.ts';
import type { Reading } from '../../../src/shared/contracts/workbench.ts';
import type { SourceState } from '../../../src/shared/contracts/workbenchState.ts';
import type { ColumnType } from '../../../src/shared/columnType.ts';
import { chance } from './fakeColumns.ts';
import { fakePage } from './fakePage.ts';

const examples: readonly RejectedLine[] = [
  { line: 17, column: 'fare', cause: 'too few values', text: '2001-01-01 00:15;ATL;N404MQ' },
  { line: 403, cause: 'too many values', text: '2001-01-02 07:30;ORD;N311MQ;49,00;late;why' },
  { line: 1204, cause: 'quote', text: '2001-01-03 09:05;DFW;"N100"MQ;51,00;' },
];

/** What a made-up text file adds to the state of a source. */
export const fakeTextSource: Partial<SourceState> = {
  uri: '/data/exports/flights-2001.csv',
  format: 'csv',
  files: 40,
  moved: 0,
  options: { header: true, delimiter: ';', quote: '"', escape: '"', null: '', skip: 0 },
  asked: { badLines: 'skip', decimal: ',' },
  rejected: { rows: 3, whole: true, examples },
  drift: [
    { file: 'july.csv', missing: ['remark'], extra: [], retyped: [] },
    {
      file: 'may.csv',
      missing: ['remark', 'crew'],
      extra: ['gate'],
      retyped: [{ column: 'delay', type: 'text', readAs: 'int32' }],
    },
  ],
};

const kinds: Readonly<Record<string, ColumnType>> = {
  date: { kind: 'timestamp' },
  fare: { kind: 'decimal', precision: 18, scale: 2 },
};

/** The first rows of a made-up text file under some options. */
export function fakeReadPreview({ options, types }: Reading): ReadPreview {
  const found = ['date', 'origin', 'tail_number', 'fare', 'remark'].map((name) => ({
    name: options.header === false ? `column ${name}` : name,
    type: kinds[name] ?? { kind: 'text' },
  }));
  const schema = found.map((column) =>
    types.some(({ name }) => name === column.name)
      ? { name: column.name, type: { kind: 'text' } as const }
      : column,
  );
  const values = schema.map((_column, at) =>
    Array.from({ length: 50 }, (_, row) =>
      chance(row, at) < 0.1
        ? null
        : (['2001-01-01 00:15', 'ATL', 'N404MQ', '49.00', 'late'][at] ?? ''),
    ),
  );
  const texts = schema.map(({ name }) => ({ name, type: { kind: 'text' } as const }));
  return {
    schema,
    found,
    page: fakePage(texts, values),
    options: {
      header: true,
      delimiter: ';',
      quote: '"',
      escape: '"',
      null: '',
      skip: 0,
      ...options,
    },
    rejected: { rows: 3, examples, whole: false },
    notes: ['This is the first of 40 files; the others are read like it.'],
    bytes: 1_048_576,
    whole: false,
  };
}
