import type { LearnedDrift, OutsideRange, UnseenCategories } from '../../../shared/appliedDrift.ts';
import type { Json } from '../../../shared/json.ts';
import { duckdbUnseen } from '../../operations/unseenCheck.ts';
import type { Known } from '../../operations/define.ts';
import { ident, joinSql, lit, sql, trusted } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import { compileSteps, sqlContext, startRelation, withLinks } from '../compile.ts';
import type { ParameterSql } from '../compile.ts';
import type { Flow } from '../flow.ts';

/** Counts the values that one step does not know, among the rows that reach it. */
export interface KnownQuery {
  readonly step: string;
  readonly query: Sql;
  /** Rows of the answer at most. */
  readonly limit: number;
  readonly decode: (rows: readonly (readonly Json[])[]) => Pick<LearnedDrift, 'unseen' | 'outside'>;
}

/** Unseen values that are named. */
const EXAMPLES = 10;

/**
 * The query for the step at `position` in `flow.steps`; undefined for one that knows nothing. Values
 * within 1e-9 of a range's end lie in it, as figures there are sums of rounded ones.
 */
export function knownQuery(
  flow: Flow,
  position: number,
  param: ParameterSql,
): KnownQuery | undefined {
  const step = flow.steps[position];
  if (!step?.operation.knows || step.fitted === undefined) return undefined;
  const links = compileSteps(flow, param, position);
  const from = links.at(-1)?.name ?? startRelation;
  const known = step.operation.knows(sqlContext(flow, step, from, param));
  if (known.length === 0) return undefined;
  const total = sql`SELECT -1 AS i, NULL::VARCHAR AS v, count(*) AS a, NULL::BIGINT AS b, NULL::BIGINT AS c, NULL::DOUBLE AS lo, NULL::DOUBLE AS hi FROM ${from}`;
  const parts = known.map((one, index) =>
    one.kind === 'categories' ? unseenSql(one, index, from) : outsideSql(one, index, from),
  );
  const id = step.step.id;
  return {
    step: id,
    query: withLinks(links, joinSql([total, ...parts], ' UNION ALL ')),
    limit: 1 + known.length * EXAMPLES,
    decode: (rows) => decode(id, known, rows),
  };
}

function unseenSql(
  { column, values }: Extract<Known, { kind: 'categories' }>,
  index: number,
  from: Sql,
): Sql {
  const unseen = duckdbUnseen({ column, categories: values });
  const texts = sql`SELECT ${ident(column.name)}::VARCHAR AS v FROM ${from} WHERE ${unseen}`;
  const groups = sql`SELECT v, count(*) AS n FROM (${texts}) GROUP BY v`;
  const counts = sql`SELECT v, n, (sum(n) OVER ())::BIGINT AS m, count(*) OVER () AS d FROM (${groups})`;
  return sql`(SELECT ${lit(index)}, v, n, m, d, NULL, NULL FROM (${counts}) ORDER BY n DESC, v LIMIT ${lit(EXAMPLES)})`;
}

function outsideSql(
  { column, from: least, to: greatest }: Extract<Known, { kind: 'range' }>,
  index: number,
  from: Sql,
): Sql {
  const x = trusted('x');
  const slack = 1e-9 * Math.max(1, Math.abs(least), Math.abs(greatest));
  const outside = sql`${x} < ${double(least - slack)} OR ${x} > ${double(greatest + slack)}`;
  const values = sql`SELECT ${ident(column.name)}::DOUBLE AS x FROM ${from}`;
  return sql`SELECT ${lit(index)}, NULL, count(*) FILTER (WHERE ${outside}), NULL, NULL, min(x), max(x) FROM (${values}) WHERE NOT isnan(x)`;
}

function double(value: number): Sql {
  return sql`${lit(value)}::DOUBLE`;
}

function decode(
  step: string,
  known: readonly Known[],
  rows: readonly (readonly Json[])[],
): Pick<LearnedDrift, 'unseen' | 'outside'> {
  const of = Number(rows.find(([index]) => Number(index) < 0)?.[2] ?? 0);
  const unseen: UnseenCategories[] = [];
  const outside: OutsideRange[] = [];
  for (const [index, { column, become, ...one }] of known.entries()) {
    const own = rows.filter(([place]) => Number(place) === index);
    const [first] = own;
    const base = { step, column: column.name, of, become };
    if (one.kind === 'categories') {
      if (!first) continue;
      const examples = own
        .map(([, value, count]) => ({ value: text(value ?? null), rows: Number(count) }))
        // The engine keeps no order across the parts.
        .sort((a, b) => b.rows - a.rows || (a.value < b.value ? -1 : 1));
      unseen.push({ ...base, rows: Number(first[3]), distinct: Number(first[4]), examples });
    } else if (first && Number(first[2]) > 0) {
      const found = { from: figure(first[5]), to: figure(first[6]) };
      const learned = { from: one.from, to: one.to };
      outside.push({ ...base, learned, rows: Number(first[2]), found });
    }
  }
  return { unseen, outside };
}

/** JSON has no infinities. */
function figure(value: Json = null): number | string {
  const number = Number(value);
  return Number.isFinite(number) ? number : String(number);
}

function text(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
