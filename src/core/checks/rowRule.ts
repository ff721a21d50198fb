import type { TypedExpression } from '../expression/typed.ts';
import { emitDuckdb } from '../expression/emitDuckdb.ts';
import { emitPandasColumn } from '../expression/emitPandas.ts';
import { emitPolars } from '../expression/emitPolars.ts';
import { emitPyspark } from '../expression/emitPyspark.ts';
import { orUnsupported } from '../expression/unsupportedError.ts';
import { polarsColumn, sparkColumn } from '../operations/pythonColumn.ts';
import { joinPy, py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { ident, joinSql, lit, sql, trusted } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { sampleRows } from './define.ts';
import type {
  CheckContext,
  CheckLines,
  CheckOf,
  CheckPythonContext,
  CheckRule,
  RuleId,
} from './define.ts';
import { brokenPython, brokenSql } from './share.ts';

/** The rules that judge row by row. */
export type RowRuleId = Extract<
  RuleId,
  'not-null' | 'in-range' | 'in-set' | 'matches' | 'relation' | 'condition'
>;

/** What a rule asks of each row. */
export interface RowTest {
  /** `breaks`: rows where it is true break the rule. `holds`: rows where it is not true do. */
  readonly means: 'breaks' | 'holds';
  readonly test: TypedExpression;
  /** Only rows where none of these columns is null are judged; none: all rows. */
  readonly known: readonly string[];
  /** The columns of the sample. */
  readonly shown: readonly string[];
}

/** The part of a rule that is the same for all that judge row by row: its emits follow from the test. */
export function rowRule<R extends RowRuleId>(
  testOf: (context: CheckContext<R>) => RowTest,
): Pick<CheckRule<R>, 'validate' | 'emit'> {
  const python =
    (
      count: (test: RowTest, context: CheckPythonContext<R>) => Py,
      judged: (known: readonly string[]) => Py,
    ) =>
    (context: CheckPythonContext<R>): ReturnType<CheckRule<R>['emit']['pandas']> =>
      orUnsupported((): CheckLines => {
        const test = testOf(context);
        const share = shareOf(context.check);
        return {
          lines: [
            py`found = ${count(test, context)}`,
            ...(share === undefined ? [] : [py`judged = ${judged(test.known)}`]),
          ],
          broken: brokenPython(share),
        };
      });
  return {
    validate: (context) => {
      testOf(context);
    },
    emit: {
      duckdb: (context) => {
        const { from, check } = context;
        const { means, test, known, shown } = testOf(context);
        const where = emitDuckdb(test, context);
        const breaks = means === 'breaks' ? where : sql`(${where}) IS NOT TRUE`;
        return {
          counts: sql`SELECT ${brokenSql(shareOf(check))} AS failed, found, judged FROM (SELECT count(*) FILTER (WHERE ${breaks}) AS found, ${knownSql(known)} AS judged FROM ${from})`,
          sample: sql`SELECT ${joinSql(shown.map(ident))} FROM ${from} WHERE ${breaks} LIMIT ${lit(sampleRows)}`,
        };
      },
      pandas: python(
        ({ means, test }, context) => {
          if (isNullTest(test)) return py`${context.table}[${pyLit(test.operand.name)}].null_count`;
          const rows = emitPandasColumn(test, context);
          return means === 'breaks'
            ? py`int(${rows}.sum())`
            : py`len(${context.frame}) - int(${rows}.sum())`;
        },
        (known) => {
          const [only, second] = known;
          if (only === undefined) return py`table.num_rows`;
          return second === undefined
            ? py`table.num_rows - table[${pyLit(only)}].null_count`
            : py`table.select(${pyLit([...known])}).drop_null().num_rows`;
        },
      ),
      polars: python(
        ({ means, test }, context) => {
          context.import('import polars as pl');
          if (isNullTest(test)) {
            return py`${context.table}[${pyLit(test.operand.name)}].null_count()`;
          }
          const kept = py`${context.table}.filter(${emitPolars(test, context)}).height`;
          return means === 'breaks' ? kept : py`${context.table}.height - ${kept}`;
        },
        (known) =>
          known.length === 0
            ? py`table.height`
            : py`table.select(${joinPy(known.map(polarsColumn))}).drop_nulls().height`,
      ),
      pyspark: python(
        ({ means, test }, context) => {
          context.import('from pyspark.sql import functions as F');
          // A filter of the cached table would pass over batches by bounds that know of no NaN.
          const kept = py`F.count_if(${emitPyspark(test, context)})`;
          const count = means === 'breaks' ? kept : py`F.count("*") - ${kept}`;
          return py`${context.table}.agg(${count}).first()[0]`;
        },
        (known) => {
          const there = known.map((name) => py`${sparkColumn(name)}.isNotNull()`);
          return known.length === 0
            ? py`table.count()`
            : py`table.filter(${joinPy(there, ' & ')}).count()`;
        },
      ),
    },
  };
}

function shareOf(check: CheckOf<RowRuleId>): number | undefined {
  return check.atLeast;
}

function knownSql(known: readonly string[]): Sql {
  const [only, second] = known;
  if (only === undefined) return trusted('count(*)');
  if (second === undefined) return sql`count(${ident(only)})`;
  const there = known.map((name) => sql`${ident(name)} IS NOT NULL`);
  return sql`count(*) FILTER (WHERE ${joinSql(there, ' AND ')})`;
}

/** `column is null`, which engines count without looking at values. */
function isNullTest(test: TypedExpression): test is TypedExpression & {
  readonly kind: 'isNull';
  readonly operand: { readonly kind: 'column'; readonly name: string };
} {
  return test.kind === 'isNull' && !test.negated && test.operand.kind === 'column';
}
