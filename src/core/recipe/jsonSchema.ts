import { z } from 'zod';
import type { Json } from '../operations/define.ts';
import { operations } from '../operations/registry.ts';
import { recipeSchema } from './document.ts';
import { checkSnippets, outputSnippets, parameterSnippets, stepSnippets } from './jsonSnippets.ts';
import type { JsonSnippet } from './jsonSnippets.ts';

/**
 * The JSON Schema (draft 2020-12) of `*.sluice.json`: what an editor completes and checks. It has no
 * `$id`: VS Code would look for its `$ref`s below that address. Each
 * step's `params` follow its `op`; a step of an unknown operation is allowed, as documents keep it.
 */
export function recipeJsonSchema(): Json {
  const schema = toJson(recipeSchema);
  const step = path(schema, ['properties', 'steps', 'items']);
  const params = operations.map((operation) => ({
    operation,
    ...withOwnDefs(toJson(operation.params), operation.id),
  }));
  return {
    ...schema,
    $defs: Object.fromEntries(
      [path(schema, ['$defs']), ...params.map(({ defs }) => defs)].flatMap((defs) =>
        Object.entries(defs),
      ),
    ),
    title: 'Sluice recipe',
    properties: {
      ...path(schema, ['properties']),
      parameters: withSnippets(schema, 'parameters', parameterSnippets),
      checks: withSnippets(schema, 'checks', checkSnippets()),
      outputs: withSnippets(schema, 'outputs', outputSnippets),
      steps: {
        ...path(schema, ['properties', 'steps']),
        items: {
          ...step,
          defaultSnippets: offered(stepSnippets()),
          properties: {
            ...path(step, ['properties']),
            op: {
              type: 'string',
              description: 'The operation.',
              examples: operations.map((operation) => operation.id),
            },
          },
          allOf: params.map(({ operation, schema: own }) => ({
            if: { properties: { op: { const: operation.id } }, required: ['op'] },
            then: { properties: { params: { ...own, description: operation.summary } } },
          })),
        },
      },
    },
  };
}

type JsonObject = Readonly<Record<string, Json>>;

/** A list of the document whose items are offered as snippets. */
function withSnippets(
  schema: JsonObject,
  key: string,
  snippets: readonly JsonSnippet[],
): JsonObject {
  const list = path(schema, ['properties', key]);
  return { ...list, items: { ...path(list, ['items']), defaultSnippets: offered(snippets) } };
}

/** `defaultSnippets` is a word of VS Code's own; whoever else reads the schema passes over it. */
function offered(snippets: readonly JsonSnippet[]): Json {
  return snippets.map(({ label, description, body }) => ({ label, description, body }));
}

function toJson(schema: z.ZodType): JsonObject {
  // SAFETY: a JSON Schema is JSON; only its own meta key `$schema` is dropped for nesting.
  const { $schema: _meta, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
  }) as JsonObject;
  return rest;
}

/** Definitions live at the root of a schema only, so each operation's get names of their own. */
function withOwnDefs(
  schema: JsonObject,
  operation: string,
): { readonly schema: JsonObject; readonly defs: JsonObject } {
  const own = (name: string): string => `${operation}.${name}`;
  const renamed = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(renamed);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => {
        const [, name] =
          key === '$ref'
            ? (/^#\/\$defs\/(.+)$/.exec(typeof inner === 'string' ? inner : '') ?? [])
            : [];
        // What forms leave to the help page, an editor shows.
        const shown = key === 'about' && typeof inner === 'string' ? 'description' : key;
        return [shown, name === undefined ? renamed(inner) : `#/$defs/${own(name)}`];
      }),
    );
  };
  const { $defs = {}, ...rest } = schema;
  const defs = Object.entries(isObject($defs) ? $defs : {}).map(
    ([name, value]) => [own(name), renamed(value)] as const,
  );
  const result = renamed(rest);
  return { schema: isObject(result) ? result : {}, defs: Object.fromEntries(defs) };
}

function path(schema: JsonObject, keys: readonly string[]): JsonObject {
  let at: Json | undefined = schema;
  for (const key of keys) at = isObject(at) ? at[key] : undefined;
  return isObject(at) ? at : {};
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
