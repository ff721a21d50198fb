import { z } from 'zod';
import type { Json } from '../operations/define.ts';
import { operations } from '../operations/registry.ts';
import { recipeSchema } from './document.ts';

/**
 * The JSON Schema (draft 2020-12) of `*.sluice.json`: what an editor completes and checks. Each
 * step's `params` follow its `op`; a step of an unknown operation is allowed, as documents keep it.
 */
export function recipeJsonSchema(): Json {
  const schema = toJson(recipeSchema);
  const step = path(schema, ['properties', 'steps', 'items']);
  return {
    ...schema,
    $id: 'urn:sluice:recipe:1',
    title: 'Sluice recipe',
    properties: {
      ...path(schema, ['properties']),
      steps: {
        ...path(schema, ['properties', 'steps']),
        items: {
          ...step,
          properties: {
            ...path(step, ['properties']),
            op: {
              type: 'string',
              description: 'The operation.',
              examples: operations.map((operation) => operation.id),
            },
          },
          allOf: operations.map((operation) => ({
            if: { properties: { op: { const: operation.id } }, required: ['op'] },
            then: {
              properties: {
                params: { ...toJson(operation.params), description: operation.summary },
              },
            },
          })),
        },
      },
    },
  };
}

type JsonObject = Readonly<Record<string, Json>>;

function toJson(schema: z.ZodType): JsonObject {
  // SAFETY: a JSON Schema is JSON; only its own meta key `$schema` is dropped for nesting.
  const { $schema: _meta, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
  }) as JsonObject;
  return rest;
}

function path(schema: JsonObject, keys: readonly string[]): JsonObject {
  let at: Json | undefined = schema;
  for (const key of keys) at = isObject(at) ? at[key] : undefined;
  return isObject(at) ? at : {};
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
