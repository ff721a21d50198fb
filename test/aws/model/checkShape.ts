import { Fields } from '../fields.ts';
import { javaPattern } from './javaPattern.ts';
import type { Shape } from './shape.ts';

type Shapes = Readonly<Record<string, Shape>>;

/** Every way in which `value` breaks the shape `name`, in the words of AWS's ValidationException. */
export function checkShape(shapes: Shapes, name: string, value: unknown, path: string): string[] {
  const shape = shapes[name];
  if (shape === undefined) throw new Error(`The service model has no shape ${name}`);
  switch (shape.type) {
    case 'structure':
      return checkStructure(shapes, shape, value, path);
    case 'list':
      return checkList(shapes, shape, value, path);
    case 'map':
      return checkMap(shapes, shape, value, path);
    case 'string':
      return typeof value === 'string'
        ? checkText(shape, value, path)
        : [wrongType(path, 'String', value)];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [wrongType(path, 'Boolean', value)];
    case 'integer':
    case 'long':
      return typeof value === 'number' && Number.isInteger(value)
        ? checkRange(shape, value, path)
        : [wrongType(path, 'Integer', value)];
    case 'float':
    case 'double':
      return typeof value === 'number' && Number.isFinite(value)
        ? checkRange(shape, value, path)
        : [wrongType(path, 'Number', value)];
    case 'timestamp':
      return isTimestamp(value) ? [] : [wrongType(path, 'Timestamp', value)];
    default:
      throw new Error(`No rule for shapes of type ${shape.type}`);
  }
}

function checkStructure(shapes: Shapes, shape: Shape, value: unknown, path: string): string[] {
  if (!Fields.isObject(value)) return [wrongType(path, 'Structure', value)];
  const members = shape.members ?? {};
  const problems: string[] = [];
  for (const name of shape.required ?? []) {
    if (value[name] === undefined || value[name] === null) {
      problems.push(fails(null, inside(path, name), 'Member must not be null'));
    }
  }
  const given = Object.entries(value).filter(([, item]) => item !== undefined && item !== null);
  for (const [name, item] of given) {
    const member = members[name];
    if (member === undefined) problems.push(`Unknown member '${name}' at '${path || 'request'}'`);
    else problems.push(...checkShape(shapes, member.shape, item, inside(path, name)));
  }
  if (shape.union === true && given.length !== 1) {
    const names = Object.keys(members).join(', ');
    problems.push(fails(null, path, `Exactly one member must be set of: ${names}`));
  }
  return problems;
}

function checkList(shapes: Shapes, shape: Shape, value: unknown, path: string): string[] {
  if (!Array.isArray(value)) return [wrongType(path, 'List', value)];
  const member = shape.member;
  if (member === undefined) throw new Error(`The list at ${path} has no member shape`);
  const problems = checkSize(shape, value.length, path, value);
  value.forEach((item: unknown, index) => {
    const at = `${path}.${String(index + 1)}.member`;
    problems.push(...checkShape(shapes, member.shape, item, at));
  });
  return problems;
}

function checkMap(shapes: Shapes, shape: Shape, value: unknown, path: string): string[] {
  if (!Fields.isObject(value)) return [wrongType(path, 'Map', value)];
  const { key, value: item } = shape;
  if (key === undefined || item === undefined) throw new Error(`The map at ${path} is untyped`);
  const problems = checkSize(shape, Object.keys(value).length, path, value);
  for (const [name, entry] of Object.entries(value)) {
    problems.push(...checkShape(shapes, key.shape, name, `${path}.${name}.key`));
    problems.push(...checkShape(shapes, item.shape, entry, `${path}.${name}.value`));
  }
  return problems;
}

function checkText(shape: Shape, value: string, path: string): string[] {
  const problems = checkSize(shape, value.length, path, value);
  if (shape.enum !== undefined && !shape.enum.includes(value)) {
    const allowed = shape.enum.join(', ');
    problems.push(fails(value, path, `Member must satisfy enum value set: [${allowed}]`));
  }
  if (shape.pattern !== undefined && !javaPattern(shape.pattern).test(value)) {
    const rule = `Member must satisfy regular expression pattern: ${shape.pattern}`;
    problems.push(fails(value, path, rule));
  }
  return problems;
}

function checkSize(shape: Shape, size: number, path: string, value: unknown): string[] {
  const problems: string[] = [];
  if (shape.min !== undefined && size < shape.min) {
    const rule = `Member must have length greater than or equal to ${String(shape.min)}`;
    problems.push(fails(value, path, rule));
  }
  if (shape.max !== undefined && size > shape.max) {
    const rule = `Member must have length less than or equal to ${String(shape.max)}`;
    problems.push(fails(value, path, rule));
  }
  return problems;
}

function checkRange(shape: Shape, value: number, path: string): string[] {
  const problems: string[] = [];
  if (shape.min !== undefined && value < shape.min) {
    const rule = `Member must have value greater than or equal to ${String(shape.min)}`;
    problems.push(fails(value, path, rule));
  }
  if (shape.max !== undefined && value > shape.max) {
    const rule = `Member must have value less than or equal to ${String(shape.max)}`;
    problems.push(fails(value, path, rule));
  }
  return problems;
}

function isTimestamp(value: unknown): boolean {
  if (value instanceof Date) return !Number.isNaN(value.getTime());
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

function inside(path: string, member: string): string {
  // AWS names members with a small first letter in its messages.
  const name = member.charAt(0).toLowerCase() + member.slice(1);
  return path === '' ? name : `${path}.${name}`;
}

function fails(value: unknown, path: string, rule: string): string {
  const shown = value === null ? 'null' : typeof value === 'string' ? value : JSON.stringify(value);
  const quoted = value === null ? 'null' : `'${shown.slice(0, 300)}'`;
  return `Value ${quoted} at '${path}' failed to satisfy constraint: ${rule}`;
}

function wrongType(path: string, wanted: string, value: unknown): string {
  const got = value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
  return fails(value ?? null, path, `Member must be of type ${wanted}, not ${got}`);
}
