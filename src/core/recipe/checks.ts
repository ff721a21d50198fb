import { ruleOf } from '../checks/registry.ts';
import type { CheckScope } from '../checks/define.ts';
import { StepError } from '../operations/define.ts';
import { lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { ParameterSql } from './compile.ts';
import { pointer } from './problem.ts';
import { sourceRelation } from './relations.ts';
import type { Check, Problem } from '../../shared/recipe.ts';

/** A check as SQL (see `CheckSql`). */
export interface CompiledCheck {
  readonly check: Check;
  /** The rule in words: “user_id is never null”. */
  readonly title: string;
  /** One row with `failed`, `found` and `judged`. */
  readonly sql: Sql;
  /** True if `found` may be null. */
  readonly mayLack: boolean;
  /** A few of the rows that break it, their cells as texts. */
  readonly sample?: Sql;
}

/** Compiles a check over the final table `from`: a name, or a SELECT in brackets. */
export function compileCheck(
  check: Check,
  { schema, parameters, sources }: CheckScope,
  from: Sql,
  param: ParameterSql,
  relation: (source: string) => Sql = sourceRelation,
): CompiledCheck {
  const { emit } = ruleOf(check);
  const scope = { check, schema, parameters, sources };
  const { counts, sample, mayLack = false } = emit.duckdb({ ...scope, from, param, relation });
  return {
    ...{ check, title: checkTitle(check), sql: counts, mayLack },
    ...(sample === undefined ? {} : { sample: asTexts(sample) }),
  };
}

/** How much of a cell is shown in a sample, in characters. */
const cellLength = 200;

function asTexts(sample: Sql): Sql {
  return sql`SELECT left(CAST(COLUMNS(*) AS VARCHAR), ${lit(cellLength)}) FROM (${sample})`;
}

/** A check in words: “user_id is never null”. */
export function checkTitle(check: Check): string {
  return ruleOf(check).words(check);
}

/** The sources that checks read besides the final table. */
export function checkSources(checks: readonly Check[]): readonly string[] {
  return checks.flatMap((check) => ruleOf(check).sources?.(check) ?? []);
}

/** What is wrong with the checks of a recipe whose final columns are known. */
export function checkProblems(checks: readonly Check[], scope: CheckScope): Problem[] {
  const { schema, parameters, sources } = scope;
  return checks.flatMap((check, index) => {
    const rule = ruleOf(check);
    const problem = (
      path: readonly (string | number)[],
      message: string,
      hint: string,
    ): Problem => ({
      step: null,
      path: pointer(['checks', index, ...path]),
      code: 'bad-recipe',
      message,
      hint,
    });
    const gone = rule
      .columns(check)
      .find(({ name }) => !schema.some((column) => column.name === name));
    if (gone !== undefined) {
      return [
        problem(
          gone.path,
          `The check ${check.rule} names “${gone.name}”, which the final table does not have.`,
          `It has: ${schema.map((c) => c.name).join(', ')}.`,
        ),
      ];
    }
    try {
      rule.validate?.({ check, schema, parameters, sources });
      return [];
    } catch (error) {
      if (!(error instanceof StepError)) throw error;
      return [problem(error.path, error.message, error.hint ?? 'Mend the check.')];
    }
  });
}
