import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../../src/shared/json.ts';

const columns: readonly (readonly [string, string])[] = [
  ['flight_id', 'int64'],
  ['date', 'date'],
  ['departed at', 'timestamp'],
  ['delay', 'int64'],
  ['distance', 'float64'],
  ['origin', 'text'],
  ['dest', 'text'],
  ['carrier', 'text'],
  ['tail_number', 'text'],
  ['cancelled', 'boolean'],
];

const airports = ['ATL', 'ORD', 'DFW', 'SEA', 'BOS'];

/** Writes 400 flights and the airports' names as CSV. */
export function writeFlights(folder: string): void {
  const lines = Array.from({ length: 400 }, (_, i) => {
    const day = `2001-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`;
    const hour = `${String(i % 24).padStart(2, '0')}:${String((i * 7) % 60).padStart(2, '0')}:00`;
    return [
      i + 1,
      day,
      `${day} ${hour}`,
      i % 17 === 0 ? '' : ((i * 37) % 200) - 40,
      i % 23 === 0 ? 0 : (i * 131) % 2400,
      airports[i % 5],
      airports[(i + 2) % 5],
      ['AA', 'DL', 'UA', 'WN'][i % 4],
      i % 9 === 0 ? '' : `N${String(100 + (i % 80))}MQ`,
      i % 31 === 0,
    ].join(',');
  });
  const header = columns.map(([name]) => name).join(',');
  writeFileSync(join(folder, 'flights.csv'), `${[header, ...lines].join('\n')}\n`);
  writeFileSync(
    join(folder, 'airports.csv'),
    'iata,name\nATL,Atlanta\nORD,Chicago\nDFW,Dallas\nSEA,Seattle\nBOS,Boston\n',
  );
}

interface WrittenStep {
  readonly id: string;
  readonly op: string;
  readonly params: Json;
  readonly enabled?: boolean;
  readonly note?: string;
}

/** Ten steps: one off, one broken, two that learn. */
export const flightSteps: readonly WrittenStep[] = [
  {
    id: 'a1',
    op: 'filter-rows',
    params: {
      where: {
        all: [
          { column: 'distance', is: 'greater', value: 0 },
          { column: 'date', is: 'is-not-null' },
        ],
      },
      keep: true,
    },
  },
  {
    id: 'b2',
    op: 'split-dataset',
    params: { parts: { train: 0.8, validation: 0.2 }, key: ['flight_id'], seed: 7 },
  },
  { id: 'c3', op: 'fill-missing', params: { columns: ['tail_number'], with: 'mode' } },
  {
    id: 'd4',
    op: 'sort-rows',
    params: { by: [{ column: 'distance', descending: true }] },
    enabled: false,
  },
  {
    id: 'e5',
    op: 'formula',
    params: { column: 'late', expression: 'delay >= 15' },
    note: 'Fifteen minutes is what the ministry calls late.',
  },
  { id: 'f6', op: 'extract-date-parts', params: { column: 'date', parts: ['month', 'weekday'] } },
  { id: 'g7', op: 'one-hot-encode', params: { columns: ['carrier'], unseen: 'other' } },
  { id: 'h8', op: 'fill-missing', params: { columns: ['delay'], with: 'median' } },
  { id: 'i9', op: 'rename-column', params: { from: 'gate', to: 'gate_number' } },
  { id: 'j10', op: 'change-type', params: { columns: ['distance'], to: 'int32', onError: 'null' } },
];

/** The recipe's text. */
export function flightRecipe(steps: readonly WrittenStep[] = flightSteps): string {
  const source = (uri: string, schema: readonly (readonly [string, string])[]): Json => ({
    uri,
    format: 'csv',
    options: {},
    schema: schema.map(([name, type]) => ({ name, type })),
  });
  return JSON.stringify(
    {
      sluice: 1,
      name: 'late arrivals',
      parameters: [{ name: 'since', type: 'date', default: '2001-02-01' }],
      sources: {
        main: source('flights.csv', columns),
        airports: source('airports.csv', [
          ['iata', 'text'],
          ['name', 'text'],
        ]),
      },
      steps: steps.map((step) => ({ version: 1, enabled: true, note: '', ...step })),
      fitted: {},
      checks: [
        { rule: 'not-null', column: 'origin', severity: 'error' },
        { rule: 'unique', columns: ['flight_id'], severity: 'warn' },
        { rule: 'row-count', min: 1000, severity: 'error' },
      ],
      outputs: [
        {
          name: 'train',
          part: 'train',
          format: 'csv',
          uri: 's3://lake/late/train/',
          options: { header: false, label: 'late' },
        },
        { name: 'all', format: 'parquet', uri: 's3://lake/late/all/', options: {} },
      ],
    },
    null,
    2,
  );
}
