import { z } from 'zod';
import type { OptionHelp } from '../../shared/operationHelp.ts';
import type { Json, Operation } from '../operations/define.ts';

type JsonObject = Readonly<Record<string, Json>>;

const hinted: Readonly<Record<string, string>> = {
  column: 'a column',
  columns: 'columns',
  'new-column': 'a name for a column',
  'column-pairs': 'pairs of columns',
  'source-column': 'a column of the other source',
  condition: 'a condition',
  expression: 'an expression',
  query: 'a query',
  source: 'another source',
  type: 'a type',
  value: 'a value, or a parameter of the recipe',
  literal: 'a value',
};

/** What an option means where nothing better is known, by what draws it. */
const usual: Readonly<Record<string, string>> = {
  column: 'The column that it works on.',
  columns: 'The columns that it works on.',
  'new-column': 'Name of the column that it makes.',
};

/** The params of an operation as a person reads them, parts of lists and groups behind their whole. */
export function optionsOf(operation: Operation<unknown>): readonly OptionHelp[] {
  const schema = z.toJSONSchema(operation.params, { io: 'input', unrepresentable: 'any' });
  // SAFETY: a JSON Schema is JSON.
  const root = schema as unknown as JsonObject;
  return partsOf(root, '', resolverOf(root));
}

type Resolve = (schema: Json | undefined) => JsonObject;

function resolverOf(root: JsonObject): Resolve {
  const defs = objectOf(root['$defs']);
  return (schema) => {
    const own = objectOf(schema);
    const ref = own['$ref'];
    const name = typeof ref === 'string' ? /^#\/\$defs\/(.+)$/.exec(ref)?.[1] : undefined;
    return name === undefined ? own : { ...objectOf(defs[name]), ...own };
  };
}

function partsOf(group: JsonObject, prefix: string, resolve: Resolve): readonly OptionHelp[] {
  const required = Array.isArray(group['required']) ? group['required'] : [];
  return Object.entries(objectOf(group['properties'])).flatMap(([key, given]) => {
    const schema = resolve(given);
    const path = prefix + key;
    const fallback = schema['default'];
    return [
      {
        path,
        holds: holds(schema, resolve),
        required: required.includes(key),
        fallback: fallback === undefined ? undefined : JSON.stringify(fallback),
        description: meaning(schema),
      },
      ...innerParts(schema, path, resolve),
    ];
  });
}

/** `about` is for the help alone: what a form's label says already. */
function meaning(schema: JsonObject): string {
  const [found] = ['description', 'about', 'title'].flatMap((key) => textAt(schema, key) ?? []);
  return found ?? usual[textAt(schema, 'ui') ?? ''] ?? '';
}

/** The parts of a group, and of a list's or record's items; what a hint draws has none. */
function innerParts(schema: JsonObject, path: string, resolve: Resolve): readonly OptionHelp[] {
  if (Object.hasOwn(hinted, textAt(schema, 'ui') ?? '')) return [];
  if (schema['properties'] !== undefined) return partsOf(schema, `${path}.`, resolve);
  const item = resolve(schema['items'] ?? schema['additionalProperties']);
  const mark = schema['items'] === undefined ? '.*' : '[]';
  if (item['properties'] === undefined) return [];
  return partsOf(item, `${path}${mark}.`, resolve);
}

function holds(schema: JsonObject, resolve: Resolve): string {
  const hint = hinted[textAt(schema, 'ui') ?? ''];
  if (hint !== undefined) return hint;
  const choices = schema['enum'];
  if (Array.isArray(choices)) return `one of: ${choices.map(plain).join(', ')}`;
  if (schema['const'] !== undefined) return plain(schema['const']);
  const variants = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(variants)) {
    return [...new Set(variants.map((variant: Json) => holds(resolve(variant), resolve)))].join(
      ', or ',
    );
  }
  switch (schema['type']) {
    case 'boolean':
      return 'true or false';
    case 'integer':
      return `a whole number${range(schema)}`;
    case 'number':
      return `a number${range(schema)}`;
    case 'string':
      return 'a text';
    case 'null':
      return 'null';
    case 'array':
      return `a list, each ${holds(resolve(schema['items']), resolve)}`;
    case 'object':
      return schema['properties'] === undefined ? 'names and values' : 'a group';
    default:
      return 'a JSON value';
  }
}

function range(schema: JsonObject): string {
  const bounds = (['minimum', 'maximum'] as const).map((key) => {
    const value = schema[key];
    return typeof value === 'number' && Math.abs(value) !== Number.MAX_SAFE_INTEGER
      ? value
      : undefined;
  });
  const [low, high] = bounds;
  if (low !== undefined && high !== undefined) return ` from ${String(low)} to ${String(high)}`;
  if (low !== undefined) return ` from ${String(low)}`;
  return high === undefined ? '' : ` up to ${String(high)}`;
}

function plain(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function textAt(schema: JsonObject, key: string): string | undefined {
  const value = schema[key];
  return typeof value === 'string' ? value : undefined;
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
