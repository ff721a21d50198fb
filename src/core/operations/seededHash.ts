import { lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import type { PythonContext, SqlContext } from './define.ts';
import { duckdbKey, pandasKey, polarsKey, sparkKey } from './seededKey.ts';

/** Holds a row's seeded hash while rows are put in its order. */
export const hashColumn = '__sluice_hash';

/** Params of a seeded choice: rows with equal `key` hash alike; none: each row by its identity. */
interface Seeded {
  readonly seed: number;
  readonly key: readonly string[];
}

/**
 * A row's seeded hash as 32 hexadecimal digits in DuckDB; their first 8 are the `u` of
 * ARCHITECTURE's seeded choices. Undefined where rows have neither key nor identity.
 */
export function duckdbHash(context: SqlContext<Seeded>): Sql | undefined {
  const key = duckdbKey(context);
  return key && sql`md5(${lit(`${String(context.params.seed)}|`)} || ${key})`;
}

/** As `duckdbHash`, lines that put the hash into `hashColumn` in pandas. */
export function pandasHash(context: PythonContext<Seeded>): readonly Py[] | undefined {
  const { frame, params } = context;
  const key = pandasKey(context);
  if (key === undefined) return undefined;
  context.import('import hashlib');
  context.import('import pandas as pd');
  context.import('import pyarrow as pa');
  context.helper('seeded_hash', seededHash);
  return [
    py`key = ${key}`,
    py`${frame}[${pyLit(hashColumn)}] = pd.array(`,
    py`    [seeded_hash(k, ${pyLit(params.seed)}) for k in key], dtype=pd.ArrowDtype(pa.string())`,
    py`)`,
  ];
}

/** As `pandasHash`, in polars. */
export function polarsHash(context: PythonContext<Seeded>): readonly Py[] | undefined {
  const { frame, params } = context;
  const key = polarsKey(context);
  if (key === undefined) return undefined;
  context.import('import hashlib');
  context.import('import polars as pl');
  context.helper('seeded_hash', seededHash);
  return [
    py`key = ${key}`,
    py`hashed = key.map_elements(lambda k: seeded_hash(k, ${pyLit(params.seed)}), return_dtype=pl.String)`,
    py`${frame} = ${frame}.with_columns(hashed.alias(${pyLit(hashColumn)}))`,
  ];
}

/** As `pandasHash`, in Spark. */
export function sparkHash(context: PythonContext<Seeded>): readonly Py[] | undefined {
  const { frame, params } = context;
  const key = sparkKey(context);
  if (key === undefined) return undefined;
  context.import('from pyspark.sql import functions as F');
  const seed = py`F.lit(${pyLit(`${String(params.seed)}|`)})`;
  return [
    py`${frame} = ${frame}.withColumn(${pyLit(hashColumn)}, F.md5(F.concat(${seed}, ${key})))`,
  ];
}

const seededHash = `def seeded_hash(key, seed):
    """32 hexadecimal digits that are the same on every engine."""
    return hashlib.md5(f"{seed}|{key}".encode()).hexdigest()
`;
