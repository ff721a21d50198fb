import type { Column, Schema } from '../../shared/columnType.ts';
import { formatType, parseType } from '../sql/types.ts';
import { checkProblems } from './checks.ts';
import { columnFlow } from './flow.ts';
import type { Flow, FreshFits } from './flow.ts';
import { outputProblems } from './outputs.ts';
import { pointer } from './problem.ts';
import type { Problem } from '../../shared/recipe.ts';
import type { Recipe } from '../../shared/recipe.ts';

/** What `sluice validate` says of a recipe. */
export interface Validation {
  readonly flow: Flow;
  readonly problems: readonly Problem[];
  /** The final columns with their types as documents write them. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Steps whose values were learned under another prefix. */
  readonly stale: readonly string[];
  /** Steps that have not learned yet. */
  readonly unlearned: readonly string[];
}

/**
 * Checks a whole recipe without reading data: columns step by step, checks, outputs, leftovers.
 * `sources` fills in schemas that the document does not hold.
 */
export function validateRecipe(
  recipe: Recipe,
  sources: Readonly<Record<string, Schema>> = {},
  fresh: FreshFits = {},
): Validation {
  const { schemas, problems } = declaredSchemas(recipe, sources);
  const flow = columnFlow(recipe, schemas, fresh);
  const sound = problems.length === 0 && flow.problems.length === 0;
  const waiting = flow.steps.some((step) => step.fit === 'missing');
  // Columns that a fit has still to make would be reported as missing.
  const after = sound && !waiting ? problemsAfter(flow) : [];
  return {
    flow,
    problems: [...problems, ...(problems.length > 0 ? [] : flow.problems), ...after],
    columns: flow.schema.map((column) => ({ name: column.name, type: formatType(column.type) })),
    stale: flow.steps.filter((step) => step.fit === 'stale').map((step) => step.step.id),
    unlearned: flow.steps.filter((step) => step.fit === 'missing').map((step) => step.step.id),
  };
}

/** What is wrong with a recipe's checks and outputs over the columns that its steps gave. */
export function problemsAfter(flow: Flow): readonly Problem[] {
  return [...checkProblems(flow.recipe.checks, flow), ...outputProblems(flow)];
}

/** The schemas that the recipe's sources declare, or that the caller found by opening them. */
export function declaredSchemas(
  recipe: Recipe,
  found: Readonly<Record<string, Schema>>,
): { schemas: Record<string, Schema>; problems: Problem[] } {
  const schemas: Record<string, Schema> = {};
  const problems: Problem[] = [];
  for (const [name, source] of Object.entries(recipe.sources)) {
    const at = (message: string, hint: string): void => {
      problems.push({
        step: null,
        path: pointer(['sources', name, 'schema']),
        code: 'bad-recipe',
        message,
        hint,
      });
    };
    if (!source.schema) {
      const schema = found[name];
      if (schema) schemas[name] = schema;
      else
        at(
          `Source “${name}” has no schema, so its columns are unknown.`,
          'Add the schema, or name the data: sluice validate --against.',
        );
      continue;
    }
    try {
      const columns: Column[] = source.schema.map((c) => ({
        name: c.name,
        type: parseType(c.type),
      }));
      const twice = columns.find((c, i) => columns.findIndex((d) => d.name === c.name) !== i);
      if (twice)
        at(`Source “${name}” has two columns “${twice.name}”.`, 'Column names must differ.');
      schemas[name] = columns;
    } catch (error) {
      at(
        error instanceof Error ? error.message : String(error),
        'Use a type of the documentation.',
      );
    }
  }
  return { schemas, problems };
}
