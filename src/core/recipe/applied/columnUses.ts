import type { Column, Schema } from '../../../shared/columnType.ts';
import type { ColumnUse } from '../../../shared/appliedDrift.ts';
import type { Problem, Recipe } from '../../../shared/recipe.ts';
import { operationById } from '../../operations/registry.ts';
import { columnFlow } from '../flow.ts';
import { problemsAfter } from '../validate.ts';

/** The schemas of a recipe's sources, by name. */
export type Schemas = Readonly<Record<string, Schema>>;

/**
 * Who uses each of some columns of a source: the steps, checks and outputs that have a problem once
 * the column is another one (`change` gives that, or undefined where it is gone), and had none
 * before. Nothing is looked up by name, so formulas, patterns and columns that come of others count.
 * Of thousands that nobody names most are only passed on, which one look at all of these tells.
 */
export function columnUses(
  recipe: Recipe,
  schemas: Schemas,
  source: string,
  columns: Schema,
  change: (column: Column) => Column | undefined,
): ReadonlyMap<string, readonly ColumnUse[]> {
  const known = new Set(allProblems(recipe, schemas).map(keyOf));
  const broken = (changed: ReadonlySet<Column>): readonly ColumnUse[] => {
    const schema = (schemas[source] ?? []).flatMap((column) => {
      const next = changed.has(column) ? change(column) : column;
      return next ? [next] : [];
    });
    const uses = new Map<string, ColumnUse>();
    for (const problem of allProblems(recipe, { ...schemas, [source]: schema })) {
      const use = known.has(keyOf(problem)) ? undefined : useOf(recipe, problem);
      if (use) uses.set(JSON.stringify(use), use);
    }
    return [...uses.values()];
  };
  const text = plain(JSON.stringify([recipe.steps, recipe.checks, recipe.outputs]));
  const unnamed = new Set(columns.filter(({ name }) => !text.includes(plain(name))));
  const isPassedOn = unnamed.size > 0 && broken(unnamed).length === 0;
  return new Map(
    columns.map((column) => [
      column.name,
      isPassedOn && unnamed.has(column) ? [] : broken(new Set([column])),
    ]),
  );
}

/** Without the signs by which JSON and expressions quote names. */
function plain(text: string): string {
  return text.replaceAll(/["\\]/g, '');
}

/** Also those of checks and outputs over the columns that a broken step left. */
function allProblems(recipe: Recipe, schemas: Schemas): readonly Problem[] {
  const flow = columnFlow(recipe, schemas);
  return [...flow.problems, ...problemsAfter(flow)];
}

/** The hint lists the columns that are there, which differ anyway. */
function keyOf({ path, code, message }: Problem): string {
  return JSON.stringify([path, code, message]);
}

function useOf(recipe: Recipe, problem: Problem): ColumnUse | undefined {
  const [, part, index] = problem.path.split('/');
  const place = Number(index);
  if (part === 'steps') {
    const step = recipe.steps[place];
    const title = step && (operationById(step.op)?.title ?? step.op);
    return (
      step && { kind: 'step', id: step.id, op: step.op, title: title ?? '', number: place + 1 }
    );
  }
  if (part === 'checks') {
    const check = recipe.checks[place];
    return check && { kind: 'check', rule: check.rule, number: place + 1 };
  }
  const output = part === 'outputs' ? recipe.outputs[place] : undefined;
  return output && { kind: 'output', name: output.name };
}
