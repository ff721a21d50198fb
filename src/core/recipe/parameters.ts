import type { ColumnType } from '../../shared/columnType.ts';
import { AppError } from '../../shared/errors.ts';
import { literalOf } from '../expression/literal.ts';
import type { Json } from '../operations/define.ts';
import { parseType } from '../sql/types.ts';
import type { Parameter, Recipe } from '../../shared/recipe.ts';

/**
 * The value of each parameter: the one given as text (`--set name=value`), else its default. Each is
 * checked against the parameter's type. Throws `usage` for a name or value that does not fit.
 */
export function parameterValues(
  recipe: Recipe,
  given: Readonly<Record<string, Json>>,
): Record<string, Json> {
  const known = new Map(recipe.parameters.map((p) => [p.name, parseType(p.type)]));
  for (const name of Object.keys(given)) {
    if (known.has(name)) continue;
    const names = [...known.keys()].join(', ') || 'none';
    throw new AppError('usage', `The recipe has no parameter “${name}”.`, {
      hint: `Its parameters are: ${names}.`,
    });
  }
  const values: Record<string, Json> = {};
  for (const parameter of recipe.parameters) {
    const type = known.get(parameter.name) ?? { kind: 'text' };
    const value = Object.hasOwn(given, parameter.name)
      ? fromText(given[parameter.name] ?? null, type)
      : parameter.default;
    const own = !Object.hasOwn(given, parameter.name);
    requireFitting(parameter, type, value, own ? 'bad-recipe' : 'usage');
    values[parameter.name] = value;
  }
  return values;
}

/** Throws when a value is not of the parameter's type. */
export function requireFitting(
  parameter: Parameter,
  type: ColumnType,
  value: Json,
  code: 'bad-recipe' | 'usage',
): void {
  try {
    literalOf(value, type);
  } catch (error) {
    const text = JSON.stringify(value);
    throw new AppError(code, `Parameter ${parameter.name} (${parameter.type}) cannot be ${text}.`, {
      hint: 'Give a value of that type.',
      cause: error,
    });
  }
}

/** The command line gives text; JSON wants booleans and plain numbers as such. */
function fromText(value: Json, type: ColumnType): Json {
  if (typeof value !== 'string') return value;
  switch (type.kind) {
    case 'boolean':
      return value === 'true' ? true : value === 'false' ? false : value;
    case 'int8':
    case 'int16':
    case 'int32':
      return /^-?\d+$/.test(value) ? Number(value) : value;
    case 'float32':
    case 'float64':
      return value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value;
    default:
      return value;
  }
}
