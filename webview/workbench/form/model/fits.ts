import type { Json } from '../../../../src/shared/json.ts';
import type { Field } from './field.ts';
import { isList, isObject, sameJson } from './json.ts';

/** Whether a value can be of a field, by its shape: which variant of a union is meant. */
export function fits(field: Field, value: Json): boolean {
  switch (field.kind) {
    case 'column':
    case 'source-column':
    case 'new-column':
    case 'expression':
    case 'query':
    case 'text':
    case 'type':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number' && (!field.integer || Number.isInteger(value));
    case 'flag':
      return typeof value === 'boolean';
    case 'choice':
      return field.options.some((option) => sameJson(option.value, value));
    case 'constant':
      return sameJson(field.value, value);
    case 'columns':
      return isList(value) && value.every((item) => typeof item === 'string');
    case 'picks':
    case 'pairs':
      return isList(value);
    case 'list':
      return isList(value) && value.every((item) => fits(field.item, item));
    case 'tuple':
      return (
        isList(value) &&
        value.length === field.items.length &&
        field.items.every((item, index) => {
          const inner = value[index];
          return inner !== undefined && fits(item, inner);
        })
      );
    case 'record':
      return isObject(value) && Object.values(value).every((inner) => fits(field.item, inner));
    case 'source':
    case 'condition':
      return isObject(value);
    case 'group':
      return (
        isObject(value) &&
        Object.keys(value).every((key) => field.fields.some((inner) => inner.key === key)) &&
        field.fields.every((inner) => {
          const part = value[inner.key];
          return part === undefined ? !inner.required : fits(inner, part);
        })
      );
    case 'union':
      return field.variants.some((variant) => fits(variant, value));
    case 'value':
    case 'json':
      return true;
  }
}
