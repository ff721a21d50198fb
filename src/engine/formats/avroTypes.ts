import { Type, types } from 'avsc';
import type { Schema } from 'avsc';

/** What the schemas of logical types say; avsc itself forgets it. */
const told = new WeakMap<Type, LogicalSchema>();

/** A logical type whose values stay as they lie in the file. */
class KeptLogicalType extends types.LogicalType {
  constructor(schema: Schema, options?: object) {
    super(schema, options);
    told.set(this, logicalSchema(schema));
  }

  override _fromValue(value: unknown): unknown {
    return value;
  }

  override _toValue(value: unknown): unknown {
    return value;
  }
}

/** What a schema says of a logical type. */
export interface LogicalSchema {
  readonly logicalType: string;
  readonly precision?: number;
  readonly scale?: number;
}

const LOGICAL = [
  ...['date', 'time-millis', 'time-micros', 'timestamp-millis', 'timestamp-micros'],
  ...['timestamp-nanos', 'local-timestamp-millis', 'local-timestamp-micros'],
  ...['local-timestamp-nanos', 'decimal', 'duration'],
];

/** 64-bit integers as bigint: a double loses digits beyond 2⁵³. */
function long(): Type {
  return types.LongType.__with({
    fromBuffer: (bytes: Buffer) => bytes.readBigInt64LE(),
    toBuffer: (value: bigint) => {
      const bytes = Buffer.alloc(8);
      bytes.writeBigInt64LE(value);
      return bytes;
    },
    fromJSON: BigInt,
    toJSON: String,
    isValid: (value: unknown) => typeof value === 'bigint',
    compare: (a: bigint, b: bigint) => (a === b ? 0 : a < b ? -1 : 1),
  });
}

/** What the schema says of a type that is logical. */
export function logicalOf(type: Type): LogicalSchema | undefined {
  return told.get(type);
}

/** Reads the schema of an Avro file so that every value keeps its digits. */
export function avroType(schema: Schema): Type {
  // polars leaves the name of its records empty.
  const named = isObject(schema) && schema['name'] === '' ? { ...schema, name: 'row' } : schema;
  // SAFETY: it is the schema as it was given but for a name.
  return Type.forSchema(named, {
    registry: { long: long() },
    // avsc would read the integers below a logical type as doubles.
    typeHook: (part) => {
      const says: unknown = part;
      if (!isObject(says) || says['type'] !== 'long') return undefined;
      const type = long();
      if (says['logicalType'] !== undefined) told.set(type, logicalSchema(says));
      return type;
    },
    logicalTypes: Object.fromEntries(LOGICAL.map((name) => [name, KeptLogicalType])),
    wrapUnions: 'always',
  });
}

function isObject(schema: unknown): schema is Record<string, unknown> {
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema);
}

function logicalSchema(schema: unknown): LogicalSchema {
  // SAFETY: avsc makes a logical type from an object that holds `logicalType`, and numbers beside it.
  return schema as LogicalSchema;
}
