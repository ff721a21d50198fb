import type { SourceFormat } from '../../shared/source.ts';

const ENDINGS: readonly (readonly [RegExp, SourceFormat])[] = [
  [/\.(?:parquet|parq|pq|pqt)$/, 'parquet'],
  [/\.(?:csv|tsv|tab|psv|txt)$/, 'csv'],
  [/\.(?:json|jsonl|ndjson)$/, 'json'],
  [/\.(?:arrow|arrows|feather|ipc)$/, 'arrow'],
  [/\.(?:xlsx|xlsm)$/, 'excel'],
  [/\.avro$/, 'avro'],
];

/** The format that a file's ending speaks of, the ending of a compression aside. */
export function formatOfName(name: string): SourceFormat | undefined {
  const plain = name.toLowerCase().replace(/\.(?:gz|zst)$/, '');
  return ENDINGS.find(([ending]) => ending.test(plain))?.[1];
}
