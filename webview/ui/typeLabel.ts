import type { ColumnType } from '../../src/shared/columnType.ts';

/** A type in five characters at most, for the badge before a column's name. */
export function typeLabel({ kind }: ColumnType): string {
  switch (kind) {
    case 'int8':
    case 'int16':
    case 'int32':
    case 'int64':
      return 'int';
    case 'float32':
    case 'float64':
      return 'float';
    case 'decimal':
      return 'dec';
    case 'text':
      return 'abc';
    case 'boolean':
      return 'bool';
    case 'binary':
      return 'bin';
    case 'date':
      return 'date';
    case 'timestamp':
    case 'timestamptz':
    case 'timestamp_ns':
      return 'ts';
    case 'time':
      return 'time';
    case 'interval':
      return 'dur';
    case 'list':
      return '[ ]';
    case 'struct':
      return '{ }';
    case 'map':
      return 'map';
  }
}
