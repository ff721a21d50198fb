import { z } from 'zod';
import type { Column, ColumnType, Schema } from '../../shared/columnType.ts';
import { ident, joinSql, lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { requireColumns, requireNewName, requireType } from './columns.ts';
import { defineOperation } from './define.ts';
import type { FlowContext } from './define.ts';
import { columns } from './params.ts';
import { polarsColumn, polarsName, sparkColumn, sparkName } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';
import { flattenStructExamples } from './examples/flattenStruct.ts';

const params = z.strictObject({
  columns: columns().meta({ about: 'The structs whose fields become columns.' }),
  levels: z.int().min(1).max(20).default(1).meta({
    title: 'Levels to flatten',
    about: 'How deep: 1 takes the fields, 2 also those of structs among them.',
  }),
  names: z
    .enum(['prefixed', 'plain'])
    .default('prefixed')
    .meta({ title: 'Names', description: 'prefixed: column_field; plain: field.' }),
  separator: z.string().default('_').meta({
    title: 'Between column and field',
    about: 'What stands between the names of column and field.',
  }),
  keep: z
    .boolean()
    .default(false)
    .meta({ title: 'Keep the column itself', about: 'Whether the structs stay as columns, too.' }),
});

/** Params of the operation `flatten-struct`. */
export type FlattenParams = z.infer<typeof params>;

export default defineOperation<FlattenParams>({
  id: 'flatten-struct',
  version: 1,
  title: 'Flatten records',
  category: 'tables',
  summary:
    'Turns the fields of structs into columns, in the place of the struct and in the order of its fields; with more levels the structs in them too. The fields of a null are null. Lists and maps stay as they are (Explode list turns a list into rows).',
  synonyms: [
    'flatten struct',
    'unnest',
    'unnest wider',
    'unnest_wider',
    'json normalize',
    'json_normalize',
    'expand record',
    'struct to columns',
  ],
  params,
  rows: 'same',
  order: 'keeps',
  identity: 'keeps',
  outputSchema: (context) => flattened(context).map(({ name, type }) => ({ name, type })),
  emit: {
    duckdb: (context) => {
      const { from, hidden } = context;
      const picked = flattened(context).map(({ name, path: [column = '', ...fields] }) => {
        if (fields.length === 0) return ident(name);
        const value = fields.reduce<Sql>(
          (inner, field) => sql`struct_extract(${inner}, ${lit(field)})`,
          ident(column),
        );
        return sql`${value} AS ${ident(name)}`;
      });
      return sql`SELECT ${joinSql([...picked, ...hidden.map(ident)])} FROM ${from}`;
    },
    pandas: (context) => {
      const { frame, hidden } = context;
      const found = flattened(context);
      const made = found.flatMap(({ name, path: [column = '', ...fields] }) => {
        if (fields.length === 0) return [];
        const value = fields.reduce<Py>(
          (inner, field) => py`${inner}.struct.field(${pyLit(field)})`,
          py`${frame}[${pyLit(column)}]`,
        );
        return [py`${pyLit(name)}: ${value}`];
      });
      const names = [...found.map(({ name }) => name), ...hidden];
      return [
        ...pythonLines(py`${frame} = ${frame}.assign(**{`, made, py`})`),
        ...pythonLines(
          py`${frame} = ${frame}[[`,
          names.map((name) => pyLit(name)),
          py`]].copy()`,
        ),
      ];
    },
    polars: (context) => {
      const { frame, hidden } = context;
      context.import('import polars as pl');
      const picked = flattened(context).map(({ name, path: [column = '', ...fields] }) => {
        if (fields.length === 0) return polarsName(name);
        let type = context.input.find((one) => one.name === column)?.type;
        let value = polarsColumn(column);
        for (const field of fields) {
          value = polarsField(value, type, field);
          type = fieldsOf(type).find((one) => one.name === field)?.type;
        }
        return py`${value}.alias(${pyLit(name)})`;
      });
      return pythonLines(
        py`${frame} = ${frame}.select(`,
        [...picked, ...hidden.map(polarsName)],
        py`)`,
      );
    },
    pyspark: (context) => {
      const { frame, hidden } = context;
      context.import('from pyspark.sql import functions as F');
      const picked = flattened(context).map(({ name, path: [column = '', ...fields] }) => {
        if (fields.length === 0) return sparkName(name);
        const value = fields.reduce<Py>(
          (inner, field) => py`${inner}[${pyLit(field)}]`,
          sparkColumn(column),
        );
        return py`${value}.alias(${pyLit(name)})`;
      });
      return pythonLines(
        py`${frame} = ${frame}.select(`,
        [...picked, ...hidden.map(sparkName)],
        py`)`,
      );
    },
  },
  examples: flattenStructExamples,
});

function fieldsOf(type: ColumnType | undefined): Schema {
  return type?.kind === 'struct' ? type.fields : [];
}

/** A field. polars takes `^…$` and `*` for patterns here too, and has no escape: then by place. */
function polarsField(struct: Py, type: ColumnType | undefined, field: string): Py {
  if (field !== '*' && !(field.startsWith('^') && field.endsWith('$'))) {
    return py`${struct}.struct.field(${pyLit(field)})`;
  }
  const fields = fieldsOf(type);
  const place = String(fields.findIndex((one) => one.name === field));
  const names = pyLit(fields.map((_, index) => String(index)));
  return py`${struct}.struct.rename_fields(${names}).struct.field(${pyLit(place)})`;
}

interface FlatColumn extends Column {
  /** The column, then the fields that lead to the value; the column alone where it stays. */
  readonly path: readonly string[];
}

function flattened({ params, input }: FlowContext<FlattenParams>): readonly FlatColumn[] {
  requireColumns(input, params.columns, ['columns']).forEach((column, index) => {
    requireType(column, (type) => type.kind === 'struct', 'a struct', ['columns', index]);
  });
  const isFlat = ({ name }: Column): boolean => !params.columns.includes(name);
  const others = input.filter((column) => params.keep || isFlat(column));
  const taken: Column[] = [...others];
  return input.flatMap((column): readonly FlatColumn[] => {
    const itself = { ...column, path: [column.name] };
    if (isFlat(column)) return [itself];
    const leaves = leavesOf(column.type, [column.name], params.levels).map(({ type, path }) => ({
      name: params.names === 'plain' ? (path.at(-1) ?? '') : path.join(params.separator),
      type,
      path,
    }));
    for (const { name, type } of leaves) {
      requireNewName(taken, name, params.names === 'plain' ? ['names'] : ['separator']);
      taken.push({ name, type });
    }
    return params.keep ? [itself, ...leaves] : leaves;
  });
}

function leavesOf(
  type: ColumnType,
  path: readonly string[],
  levels: number,
): readonly { readonly type: ColumnType; readonly path: readonly string[] }[] {
  if (type.kind !== 'struct' || levels === 0) return [{ type, path }];
  const fields: Schema = type.fields;
  return fields.flatMap((field) => leavesOf(field.type, [...path, field.name], levels - 1));
}
