import type { CheckExample, RuleId } from '../../src/core/checks/define.ts';
import { checkRules, ruleOf } from '../../src/core/checks/registry.ts';
import type { ExampleTable, Json } from '../../src/core/operations/define.ts';
import { readRecipe } from '../../src/core/recipe/document.ts';
import type { Flow } from '../../src/core/recipe/flow.ts';
import { validateRecipe } from '../../src/core/recipe/validate.ts';
import type { Check } from '../../src/shared/recipe.ts';

/** One example of one rule, as the recipe of nothing but this check. */
export interface CheckCase {
  readonly id: string;
  readonly rule: RuleId;
  readonly example: CheckExample<RuleId>;
  readonly check: Check;
  readonly flow: Flow;
}

/** Names that break what is not quoted. */
const hostileNames = ['a"b', "it's", 'a.b', 'back`tick', '^x$', '*', 'brace{0}\\n', '%s', '🚀'];

/** Every example, and the first of each rule with hostile names. */
export function checkCases(): readonly CheckCase[] {
  return checkRules.flatMap(({ id, examples }) => [
    ...examples.map((example) => caseOf(id, example.name, example)),
    ...(id === 'custom-sql' ? [] : [0, 3, 6].map((start) => hostile(id, examples[0], start))),
  ]);
}

function caseOf(rule: RuleId, name: string, example: CheckExample<RuleId>): CheckCase {
  // The document's own schema reads it below.
  const check = { rule, ...example.check, severity: 'error' };
  const source = (table: ExampleTable): Json => ({
    ...{ uri: 'data.parquet', format: 'parquet', options: {} },
    schema: table.columns.map(([column, type]) => ({ name: column, type })),
  });
  const read = readRecipe(
    JSON.stringify({
      ...{ sluice: 1, name: 'checks', steps: [], outputs: [] },
      parameters: Object.entries(example.parameters ?? {}).map(([parameter, [type, value]]) => ({
        ...{ name: parameter, type, default: value },
      })),
      sources: Object.fromEntries(
        [['main', example.input] as const, ...Object.entries(example.sources ?? {})].map(
          ([key, table]) => [key, source(table)],
        ),
      ),
      checks: [check],
    }),
  );
  const recipe = read.recipe;
  if (!recipe) throw new Error(`${rule}: ${JSON.stringify(read.problems)}`);
  const { flow, problems } = validateRecipe(recipe);
  // A type that is known to be wrong is told before a run; its check still speaks for itself.
  if (problems.length > 0 && rule !== 'type') throw new Error(JSON.stringify(problems));
  const [first] = recipe.checks;
  if (!first) throw new Error('The check was lost.');
  return { id: `${rule}: ${name}`, rule, example, check: first, flow };
}

/** The example with other names, put where the rule says that it names columns. */
function hostile(rule: RuleId, example: CheckExample<RuleId>, start: number): CheckCase {
  const names = new Map(
    example.input.columns.map(([name], at) => [
      name,
      hostileNames[(start + at) % hostileNames.length] ?? '',
    ]),
  );
  const check = structuredClone(example.check);
  // SAFETY: the params of an example are the rest of a check of this rule.
  const whole = { rule, severity: 'error', ...check } as unknown as Check;
  // SAFETY: they are JSON.
  const params = check as unknown as Json;
  for (const { name, path } of ruleOf(whole).columns(whole))
    put(params, path, names.get(name) ?? name);
  return caseOf(rule, `hostile names from ${hostileNames[start] ?? ''}`, {
    ...example,
    check,
    input: {
      ...example.input,
      columns: example.input.columns.map(([name, type]) => [names.get(name) ?? name, type]),
    },
  });
}

function put(root: Json, path: readonly (string | number)[], value: string): void {
  let at: unknown = root;
  for (const key of path.slice(0, -1)) at = Reflect.get(Object(at), key);
  Reflect.set(Object(at), path.at(-1) ?? '', value);
}
