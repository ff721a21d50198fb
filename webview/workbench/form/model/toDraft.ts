import type { Json } from '../../../../src/shared/json.ts';
import { emptyTest, nodeOf } from './conditionNode.ts';
import { absent } from './draft.ts';
import type { Draft } from './draft.ts';
import type { Field, FieldOf } from './field.ts';
import { newItem } from './item.ts';
import { isList, isObject } from './json.ts';
import { emptyOperand, operandOf } from './operand.ts';
import { fits } from './fits.ts';

/**
 * The draft of params that are there. What the form cannot show as such stays as JSON text, so that
 * nothing is lost.
 */
export function toDraft(field: Field, value: Json | undefined): Draft {
  if (value === undefined) return absent;
  return known(field, value) ?? { kind: 'text', text: JSON.stringify(value) };
}

function known(field: Field, value: Json): Draft | undefined {
  switch (field.kind) {
    case 'column':
    case 'source-column':
    case 'new-column':
    case 'expression':
    case 'query':
    case 'text':
    case 'type':
      return typeof value === 'string' ? { kind: 'text', text: value } : undefined;
    case 'number':
      return typeof value === 'number' ? { kind: 'text', text: String(value) } : undefined;
    case 'json':
      return { kind: 'text', text: JSON.stringify(value, null, 2) };
    case 'flag':
      return typeof value === 'boolean' ? { kind: 'flag', on: value } : undefined;
    case 'choice':
    case 'constant':
      return { kind: 'choice', value };
    case 'columns':
      return isList(value) && value.every((name) => typeof name === 'string')
        ? { kind: 'names', names: value }
        : undefined;
    case 'picks':
      return isList(value) ? { kind: 'picks', values: value } : undefined;
    case 'pairs':
      return pairs(value);
    case 'condition': {
      const root = nodeOf(value);
      return root && { kind: 'condition', root };
    }
    case 'value':
      return { kind: 'operand', operand: operandOf(value) };
    case 'source': {
      const source = isObject(value) ? value['source'] : undefined;
      return typeof source === 'string' ? { kind: 'text', text: source } : undefined;
    }
    case 'group':
      return isObject(value) ? group(field, value) : undefined;
    case 'list':
      return isList(value)
        ? { kind: 'items', items: value.map((item) => newItem(toDraft(field.item, item))) }
        : undefined;
    case 'tuple':
      return isList(value)
        ? {
            kind: 'items',
            items: field.items.map((item, index) => newItem(toDraft(item, value[index]))),
          }
        : undefined;
    case 'record':
      return isObject(value) ? record(field, value) : undefined;
    case 'union': {
      const chosen = field.variants.findIndex((variant) => fits(variant, value));
      const variant = field.variants[chosen];
      return variant && { kind: 'union', chosen, drafts: { [chosen]: toDraft(variant, value) } };
    }
  }
}

/** What a form of a new step begins with: one line in each list that needs one, the first choice. */
export function initialDraft(field: Field): Draft {
  switch (field.kind) {
    case 'condition':
      return { kind: 'condition', root: emptyTest() };
    case 'value':
      return field.required ? { kind: 'operand', operand: emptyOperand } : absent;
    case 'choice': {
      const [first] = field.options;
      return field.required && field.fallback === undefined && first
        ? { kind: 'choice', value: first.value }
        : absent;
    }
    case 'constant':
      return { kind: 'choice', value: field.value };
    case 'group':
      return {
        kind: 'group',
        fields: Object.fromEntries(
          field.fields.map((inner) => [inner.key, isBegun(inner) ? initialDraft(inner) : absent]),
        ),
      };
    case 'list':
      return field.least > 0
        ? { kind: 'items', items: [newItem(initialDraft(field.item))] }
        : absent;
    case 'tuple':
      return { kind: 'items', items: field.items.map((item) => newItem(initialDraft(item))) };
    case 'pairs':
      return { kind: 'pairs', pairs: [newItem(['', ''])] };
    case 'record':
      return field.parts ? record(field, { train: 0.8, validation: 0.2 }) : absent;
    case 'union': {
      const [first] = field.variants;
      return field.required && first
        ? { kind: 'union', chosen: 0, drafts: { 0: initialDraft(first) } }
        : absent;
    }
    default:
      return absent;
  }
}

/** Pairs are asked for wherever they are shown: a first line stands there to be filled. */
function isBegun(field: Field): boolean {
  return field.required || field.kind === 'pairs';
}

function group(field: FieldOf<'group'>, value: Readonly<Record<string, Json>>): Draft | undefined {
  const keys = new Set(field.fields.map((inner) => inner.key));
  if (Object.keys(value).some((key) => !keys.has(key))) return undefined;
  return {
    kind: 'group',
    fields: Object.fromEntries(
      field.fields.map((inner) => [
        inner.key,
        Object.hasOwn(value, inner.key) ? toDraft(inner, value[inner.key]) : absent,
      ]),
    ),
  };
}

function pairs(value: Json): Draft | undefined {
  if (!isList(value)) return undefined;
  const found: (readonly [string, string])[] = [];
  for (const pair of value) {
    const [left, right] = isList(pair) ? pair : [];
    if (typeof left !== 'string' || typeof right !== 'string') return undefined;
    found.push([left, right]);
  }
  return { kind: 'pairs', pairs: found.map((pair) => newItem(pair)) };
}

function record(field: FieldOf<'record'>, value: Readonly<Record<string, Json>>): Draft {
  return {
    kind: 'record',
    entries: Object.entries(value).map(([key, inner]) =>
      newItem({ key, value: toDraft(field.item, inner) }),
    ),
  };
}
