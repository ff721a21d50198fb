import { z } from 'zod';
import { renamedText } from '../expression/renamedText.ts';
import type { Renames } from '../expression/renamedText.ts';
import type { Operation } from '../operations/define.ts';
import type { Json } from '../../shared/json.ts';

type Schema = z.core.JSONSchema.BaseSchema | boolean;
type JsonObject = Readonly<Record<string, Json>>;

const schemas = new WeakMap<Operation<unknown>, Schema>();

/**
 * A step's params with columns of its input under their new names, wherever the operation's params say
 * that they name a column, hold a condition or an expression. Names of columns that the step makes stay.
 */
export function renamedParams(operation: Operation<unknown>, params: Json, renames: Renames): Json {
  let schema = schemas.get(operation);
  if (!schema) {
    schema = z.toJSONSchema(operation.params, { io: 'input', unrepresentable: 'any' });
    schemas.set(operation, schema);
  }
  return renamedBy(schema, params, renames);
}

/** A condition with columns under their new names. */
function renamedCondition(condition: Json, renames: Renames): Json {
  if (isList(condition)) return condition.map((one) => renamedCondition(one, renames));
  if (!isObject(condition)) return condition;
  return Object.fromEntries(
    Object.entries(condition).map(([key, value]): [string, Json] => {
      if (typeof value !== 'string') {
        return [
          key,
          key === 'value' ? renamedValue(value, renames) : renamedCondition(value, renames),
        ];
      }
      if (key === 'column') return [key, renames.get(value) ?? value];
      return [key, key === 'expression' ? renamedText(value, renames) : value];
    }),
  );
}

/** `{"column": name}` beside a column; all else is a literal. */
function renamedValue(value: Json, renames: Renames): Json {
  if (!isObject(value) || typeof value['column'] !== 'string') return value;
  return { ...value, column: renames.get(value['column']) ?? value['column'] };
}

/** A value with columns under their new names, as its schema says where it names some. */
export function renamedBy(schema: Schema | undefined, value: Json, renames: Renames): Json {
  if (typeof schema !== 'object') return value;
  const { ui } = schema;
  if (typeof value === 'string') {
    if (ui === 'column') return renames.get(value) ?? value;
    if (ui === 'expression') return renamedText(value, renames);
  }
  if (ui === 'condition') return renamedCondition(value, renames);
  if (isList(value)) {
    const { prefixItems, items } = schema;
    return value.map((item, at) => {
      // Of a pair of keys the second one is of the other source.
      if (prefixItems) return at === 0 ? renamedBy(prefixItems[0], item, renames) : item;
      return renamedBy(Array.isArray(items) ? items[at] : items, item, renames);
    });
  }
  if (isObject(value)) {
    const properties = schema.properties ?? {};
    const own = Object.entries(value).map(([key, one]): [string, Json] => [
      key,
      renamedBy(properties[key], one, renames),
    ]);
    value = Object.fromEntries(own);
  }
  for (const choice of schema.anyOf ?? schema.oneOf ?? []) {
    const next = renamedBy(choice, value, renames);
    if (JSON.stringify(next) !== JSON.stringify(value)) return next;
  }
  return value;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
