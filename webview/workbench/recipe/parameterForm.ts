import type { ColumnType } from '../../../src/shared/columnType.ts';
import type { Json } from '../../../src/shared/json.ts';
import type { Parameter } from '../../../src/shared/recipe.ts';
import type { Issue } from '../form/model/issue.ts';
import { isObject, textAt } from '../form/model/json.ts';
import { literalOf } from '../form/model/literalOf.ts';

/** The form of a parameter. */
export const parameterSchema: Json = {
  type: 'object',
  properties: {
    name: { type: 'string', minLength: 1, title: 'Name' },
    type: { type: 'string', ui: 'type', title: 'Type' },
    default: { type: 'string', title: 'Default' },
  },
  required: ['name', 'type', 'default'],
};

/** A parameter as its form takes it: the default as text. */
export function parameterValue({ name, type, default: value }: Parameter): Json {
  return { name, type, default: typeof value === 'string' ? value : JSON.stringify(value) };
}

/** The parameter that a form gave; undefined for what is none. */
export function readParameter(value: Json): Parameter | undefined {
  if (!isObject(value)) return undefined;
  const type = textAt(value, 'type') ?? 'text';
  const found = literalOf(textAt(value, 'default') ?? '', scalar(type));
  return {
    name: textAt(value, 'name') ?? '',
    type,
    default: 'value' in found ? found.value : (textAt(value, 'default') ?? ''),
  };
}

/** What no field alone can say: names of letters, its own, and a default of its type. */
export function parameterIssues(value: Json, others: readonly Parameter[]): readonly Issue[] {
  if (!isObject(value)) return [];
  const name = textAt(value, 'name') ?? '';
  const type = scalar(textAt(value, 'type') ?? '');
  const issues: Issue[] = [];
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    issues.push({
      path: ['name'],
      message: 'A name is made of letters, digits and _.',
      wrong: true,
    });
  } else if (others.some((other) => other.name === name)) {
    issues.push({
      path: ['name'],
      message: `There is a parameter “${name}” already.`,
      wrong: true,
    });
  }
  if (!type)
    issues.push({ path: ['type'], message: 'A parameter cannot be of this type.', wrong: true });
  const found = literalOf(textAt(value, 'default') ?? '', type);
  if ('wrong' in found) issues.push({ path: ['default'], message: found.wrong, wrong: true });
  return issues;
}

const kinds = [
  'boolean',
  'int8',
  'int16',
  'int32',
  'int64',
  'float32',
  'float64',
  'text',
  'date',
  'timestamp',
  'timestamptz',
] as const;

/** A type that a parameter may have, from its text. */
function scalar(text: string): ColumnType | undefined {
  const kind = kinds.find((known) => known === text.trim());
  if (kind) return { kind };
  const digits = /^decimal\((\d+),\s*(\d+)\)$/.exec(text.trim());
  return digits
    ? { kind: 'decimal', precision: Number(digits[1]), scale: Number(digits[2]) }
    : undefined;
}
