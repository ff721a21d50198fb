import type { Json } from '../../../../src/shared/json.ts';
import { typeGroups } from '../../../../src/shared/typeGroups.ts';
import type { TypeGroup } from '../../../../src/shared/typeGroups.ts';
import type { Field, FieldKind, Option, When } from './field.ts';
import { isList, isObject, numberAt, textAt } from './json.ts';
import type { JsonObject } from './json.ts';
import { words } from './words.ts';

interface Place {
  readonly root: JsonObject;
  readonly key: string;
  readonly required: boolean;
  /** `$ref`s that lead here; one that comes again would have no end. */
  readonly refs: readonly string[];
}

/** The form of an operation's params, from nothing but their JSON Schema. */
export function fieldOf(schema: Json): Field {
  const root = isObject(schema) ? schema : {};
  return build(root, { root, key: '', required: true, refs: [] });
}

function build(given: Json | undefined, place: Place): Field {
  const written = isObject(given) ? given : {};
  const ref = textAt(written, '$ref');
  // What a hint draws needs no look into the definition, which may be recursive.
  const ui = textAt(written, 'ui');
  const hinted = ui === undefined ? undefined : byHint(ui, written);
  if (ref !== undefined && hinted === undefined) {
    if (place.refs.includes(ref)) return finish({ kind: 'json' }, written, place);
    const target = at(place.root, ref);
    return build(without({ ...target, ...written }, '$ref'), {
      ...place,
      refs: [...place.refs, ref],
    });
  }
  return finish(hinted ?? byType(written, place), written, place);
}

function finish(kind: FieldKind, schema: JsonObject, place: Place): Field {
  return {
    ...kind,
    key: place.key,
    label: textAt(schema, 'title') ?? words(place.key),
    help: textAt(schema, 'description') ?? '',
    required: place.required,
    fallback: schema['default'],
    when: whenOf(schema['when']),
    suggest: textAt(schema, 'suggest'),
    byType: byTypeOf(schema['byType']),
  };
}

function byTypeOf(value: Json | undefined): Field['byType'] {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    typeGroups.flatMap((group) => {
      const preset = value[group];
      return preset === undefined ? [] : [[group, preset]];
    }),
  );
}

function byHint(ui: string, schema: JsonObject): FieldKind | undefined {
  switch (ui) {
    case 'column':
      return { kind: ui, types: typesOf(schema) };
    case 'source-column':
      return { kind: ui, types: typesOf(schema), like: textAt(schema, 'like') };
    case 'new-column':
    case 'condition':
    case 'expression':
    case 'query':
    case 'source':
    case 'type':
      return { kind: ui };
    case 'value':
    case 'literal':
      return { kind: 'value', params: ui === 'value' };
    case 'columns':
      return { kind: 'columns', least: numberAt(schema, 'minItems') ?? 0, types: typesOf(schema) };
    case 'column-pairs':
      return { kind: 'pairs', least: numberAt(schema, 'minItems') ?? 0 };
    default:
      return undefined;
  }
}

/** The kinds of types that fit; none: all of them. */
function typesOf(schema: JsonObject): readonly TypeGroup[] {
  const named = schema['types'];
  return isList(named) ? typeGroups.filter((group) => named.includes(group)) : [];
}

function byType(schema: JsonObject, place: Place): FieldKind {
  const constant = schema['const'];
  if (constant !== undefined) return { kind: 'constant', value: constant };
  const options = schema['enum'];
  if (isList(options)) return { kind: 'choice', options: options.map((o) => optionOf(o, schema)) };
  const variants = schema['anyOf'] ?? schema['oneOf'];
  if (isList(variants)) return union(variants, place);
  switch (schema['type']) {
    case 'boolean':
      return { kind: 'flag' };
    case 'integer':
    case 'number':
      return {
        kind: 'number',
        integer: schema['type'] === 'integer',
        min: bound(schema, 'minimum'),
        max: bound(schema, 'maximum'),
        above: numberAt(schema, 'exclusiveMinimum'),
        below: numberAt(schema, 'exclusiveMaximum'),
      };
    case 'string':
      return {
        kind: 'text',
        least: numberAt(schema, 'minLength') ?? 0,
        pattern: textAt(schema, 'pattern'),
      };
    case 'array':
      return array(schema, place);
    case 'object':
      return object(schema, place);
    default:
      return { kind: 'json' };
  }
}

/** The limits of safe integers, which schemas name, are no news to a person. */
function bound(schema: JsonObject, key: string): number | undefined {
  const value = numberAt(schema, key);
  return value !== undefined && Math.abs(value) === Number.MAX_SAFE_INTEGER ? undefined : value;
}

function array(schema: JsonObject, place: Place): FieldKind {
  const inner = { ...place, key: '', required: true };
  const prefix = schema['prefixItems'];
  if (isList(prefix)) return { kind: 'tuple', items: prefix.map((item) => build(item, inner)) };
  const item = build(schema['items'], inner);
  const least = numberAt(schema, 'minItems') ?? 0;
  if (item.kind === 'choice') return { kind: 'picks', options: item.options, least };
  if (item.kind === 'column') return { kind: 'columns', least, types: item.types };
  return { kind: 'list', item, least, most: numberAt(schema, 'maxItems') };
}

function object(schema: JsonObject, place: Place): FieldKind {
  const properties = schema['properties'];
  if (isObject(properties)) {
    const required = isList(schema['required']) ? schema['required'] : [];
    return {
      kind: 'group',
      fields: Object.entries(properties).map(([key, value]) =>
        build(value, { ...place, key, required: required.includes(key) }),
      ),
    };
  }
  const rest = schema['additionalProperties'];
  if (!isObject(rest)) return { kind: 'json' };
  return {
    kind: 'record',
    item: build(rest, { ...place, key: '', required: true }),
    parts: textAt(schema, 'ui') === 'parts',
  };
}

function union(variants: readonly Json[], place: Place): FieldKind {
  const fields = variants.map((variant) => build(variant, { ...place, required: true }));
  const constants = fields.flatMap((field) => (field.kind === 'constant' ? [field] : []));
  if (constants.length === fields.length) {
    return { kind: 'choice', options: constants.map((field) => optionOf(field.value, {})) };
  }
  const [only] = fields;
  if (only && fields.length === 1) return only;
  return {
    kind: 'union',
    variants: fields.map((field, index) => {
      const variant = variants[index];
      const title = isObject(variant) ? textAt(variant, 'title') : undefined;
      return { ...field, label: title ?? nameOf(field) };
    }),
  };
}

/** What a variant of a union is called: by its constant, its title, or its kind. */
function nameOf(field: Field): string {
  if (field.kind !== 'group') {
    const names: Partial<Record<Field['kind'], string>> = {
      text: 'Text',
      number: 'Number',
      flag: 'Yes or no',
      choice: 'One of',
      list: 'List',
      record: 'Names and values',
    };
    return names[field.kind] ?? field.label;
  }
  for (const inner of field.fields) {
    if (inner.kind === 'constant') return optionOf(inner.value, {}).label;
  }
  return field.fields.map((inner) => inner.label).join(', ');
}

function optionOf(value: Json, schema: JsonObject): Option {
  const labels = schema['labels'];
  const key = typeof value === 'string' ? value : JSON.stringify(value);
  const label = isObject(labels) ? labels[key] : undefined;
  return { value, label: typeof label === 'string' ? label : words(key) };
}

function whenOf(value: Json | undefined): When | undefined {
  if (!isObject(value)) return undefined;
  const [entry] = Object.entries(value);
  if (!entry) return undefined;
  const [key, values] = entry;
  return { key, values: isList(values) ? values : [values] };
}

/** The definition that `#/$defs/name` means. */
function at(root: JsonObject, ref: string): JsonObject {
  let found: Json | undefined = root;
  for (const part of ref.replace(/^#\/?/, '').split('/')) {
    if (part === '') continue;
    found = isObject(found) ? found[part.replace(/~1/g, '/').replace(/~0/g, '~')] : undefined;
  }
  return isObject(found) ? found : {};
}

function without(object: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}
