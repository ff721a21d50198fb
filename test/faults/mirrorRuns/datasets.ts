import { createHash } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** What lies on S3 at one time: the same keys, where one object may be another or be gone. */
export type State = 'first' | 'replaced' | 'deleted';

export interface Dataset {
  readonly name: string;
  /** Objects by their keys, in order; the first is the one that changes. */
  readonly keys: readonly string[];
  /** `key` → file, as they are at first. */
  readonly files: ReadonlyMap<string, string>;
  /** What comes into the place of the first object. */
  readonly other: string;
  /** The folder or file that holds the same as S3 in that state; none where nothing is left. */
  readonly local: Readonly<Record<State, string | undefined>>;
  readonly rows: number;
  /** True where a single request brings the object whole, so that its digest is known at once. */
  readonly small: boolean;
}

interface Shape {
  readonly name: string;
  readonly rows: number;
  readonly options: string;
  readonly keys: readonly string[];
}

const DAYS = ['day=1/kind=a/p.parquet', 'day=1/kind=b/p.parquet', 'day=2/kind=a/p.parquet'];
const one = ['a.parquet'];
const group = 'ROW_GROUP_SIZE 2048';
const shapes: readonly Shape[] = [
  { name: 'plain1', rows: 10_000, keys: one, options: `${group}, COMPRESSION uncompressed` },
  {
    ...{ name: 'plain2', rows: 8000, keys: one },
    options: `${group}, COMPRESSION uncompressed, PARQUET_VERSION V2`,
  },
  { name: 'plain3', rows: 4100, keys: DAYS, options: `${group}, COMPRESSION uncompressed` },
  { name: 'plain4', rows: 1000, keys: one, options: 'COMPRESSION uncompressed' },
  { name: 'zstd', rows: 10_000, keys: one, options: `${group}, COMPRESSION zstd` },
  {
    ...{ name: 'snappy', rows: 8000, keys: one },
    options: `${group}, COMPRESSION snappy, PARQUET_VERSION V2`,
  },
  { name: 'gzip', rows: 4100, keys: DAYS, options: `${group}, COMPRESSION gzip` },
  { name: 'lz4', rows: 1000, keys: DAYS, options: 'COMPRESSION lz4_raw' },
];

/** Tables that repeat nowhere, so that a chunk in a wrong place gives another answer. */
export async function writeDatasets(folder: string): Promise<Dataset[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const write = async (path: string, rows: number, salt: number, options: string) => {
      mkdirSync(dirname(path), { recursive: true });
      const select = `SELECT i AS id, (hash(i, ${String(salt)}) % 50)::INTEGER AS grp,
        (hash(i, ${String(salt + 1)}) % 1000000) / 100.0 AS amount, md5((i + ${String(salt)})::VARCHAR) AS token,
        CASE WHEN hash(i, ${String(salt + 2)}) % 5 = 0 THEN NULL ELSE hash(i, ${String(salt + 3)})::DOUBLE END AS score,
        TIMESTAMP '2024-01-01' + INTERVAL 1 SECOND * (hash(i, ${String(salt + 4)}) % 60000000)::BIGINT AS seen
        FROM range(${String(rows)}) t(i)`;
      await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet, ${options})`);
    };
    const made: Dataset[] = [];
    for (const [at, { name, rows, options, keys }] of shapes.entries()) {
      const place = (state: string, key: string): string => join(folder, name, state, key);
      const files = new Map<string, string>();
      for (const [index, key] of keys.entries()) {
        await write(place('first', key), rows, at * 100 + index * 10, options);
        files.set(key, place('first', key));
      }
      const [head = '', ...others] = keys;
      const other = place('replaced', head);
      // As many rows: often as many bytes, too, so that only the ETag tells them apart.
      await write(other, rows, at * 100 + 70, options);
      for (const key of others) {
        for (const state of ['replaced', 'deleted']) {
          mkdirSync(dirname(place(state, key)), { recursive: true });
          linkSync(place('first', key), place(state, key));
        }
      }
      const single = keys.length === 1;
      const root = (state: State): string => join(folder, name, state, single ? head : '');
      made.push({
        ...{ name, keys, files, other, rows: rows * keys.length },
        small: readFileSync(other).length <= 128 * 1024,
        local: {
          first: root('first'),
          replaced: root('replaced'),
          deleted: single ? undefined : root('deleted'),
        },
      });
    }
    return made;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

export function etagOf(path: string): string {
  return createHash('md5').update(readFileSync(path)).digest('hex');
}
