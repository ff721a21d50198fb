import { describe, expect, it } from 'vitest';
import { recipeJsonSchema } from '../../../src/core/recipe/jsonSchema.ts';
import { readRecipe } from '../../../src/core/recipe/document.ts';
import {
  checkSnippets,
  outputSnippets,
  parameterSnippets,
  stepSnippets,
} from '../../../src/core/recipe/jsonSnippets.ts';
import { checkRules } from '../../../src/core/checks/registry.ts';
import { operationById } from '../../../src/core/operations/registry.ts';
import type { Json } from '../../../src/shared/json.ts';

/** What VS Code makes of a body: it is written as JSON, texts after `^` as they are. */
function written(body: Json): string {
  if (Array.isArray(body)) return `[${body.map(written).join(',')}]`;
  if (typeof body === 'string' && body.startsWith('^')) return body.slice(1);
  if (typeof body !== 'object' || body === null) return JSON.stringify(body);
  const entries = Object.entries(body).map(
    ([key, value]) => `${JSON.stringify(key)}:${written(value)}`,
  );
  return `{${entries.join(',')}}`;
}

/** What stands in the text once a snippet is inserted: places hold their defaults. */
function inserted(body: Json): Json {
  const text = written(body).replace(
    /\\([\\$}])|\$\{\d:([^}]*)\}|\$/g,
    (all, escaped?: string, place?: string) => {
      if (escaped !== undefined) return escaped;
      if (place !== undefined) return place;
      throw new Error(`${all} is no place`);
    },
  );
  // SAFETY: what JSON.parse gives is JSON.
  return JSON.parse(text) as Json;
}

const recipe = (parts: object) =>
  readRecipe(
    JSON.stringify({
      sluice: 1,
      name: 'x',
      sources: { main: { uri: 'a.csv', format: 'csv' } },
      ...parts,
    }),
  );

describe('snippets of the recipe', () => {
  it.each(stepSnippets().map((snippet) => [snippet.label, snippet] as const))(
    '%s is the first example of its operation, to the letter',
    (label, { body }) => {
      const step = inserted(body);
      const { recipe: read, problems } = recipe({ steps: [step] });
      expect(problems).toEqual([]);
      const [found] = read?.steps ?? [];
      const operation = operationById(found?.op ?? '');
      expect(operation?.title).toBe(label);
      expect(found).toMatchObject({ id: 'id', version: operation?.version });
      expect(found?.params).toEqual(operation?.examples[0].params);
    },
  );

  it('offer every operation once, and each rule of checks', () => {
    const labels = stepSnippets().map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
    expect(checkSnippets().map(({ body }) => inserted(body))).toEqual(
      checkRules.map(({ id, examples: [first] }) => ({
        rule: id,
        ...first.check,
        severity: 'error',
      })),
    );
  });

  it('of checks, outputs and parameters are read as they are', () => {
    const parts = {
      checks: checkSnippets().map(({ body }) => inserted(body)),
      outputs: outputSnippets.map(({ body }) => inserted(body)),
      parameters: parameterSnippets.map(({ body }) => inserted(body)),
    };
    expect(recipe(parts).problems).toEqual([]);
  });

  it('stand at the items of the lists', () => {
    const schema = recipeJsonSchema();
    for (const key of ['steps', 'checks', 'outputs', 'parameters']) {
      expect(schema).toHaveProperty(['properties', key, 'items', 'defaultSnippets', 0, 'body']);
    }
  });
});
