import type { TypedExpression } from './typed.ts';

/** The expressions that a call is in DuckDB; undefined where its function writes SQL itself. */
export function expansionOf(e: TypedExpression): TypedExpression | undefined {
  if (e.kind !== 'call') return undefined;
  const { emit } = e.function;
  if ('expand' in emit) return emit.expand(e.args, e.place);
  return typeof emit.duckdb === 'function' ? undefined : emit.duckdb.expand(e.args, e.place);
}
