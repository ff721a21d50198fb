import type { Json } from '../../../../src/shared/json.ts';
import type { Draft } from './draft.ts';
import type { Field } from './field.ts';
import { isObject } from './json.ts';
import { initialDraft, toDraft } from './toDraft.ts';

/** What a form opens with: a step as it is, or a new one with what is known of it already. */
export function startingDraft(field: Field, params: Json, isNew: boolean): Draft {
  if (!isNew) return toDraft(field, params);
  const initial = initialDraft(field);
  if (field.kind !== 'group' || initial.kind !== 'group' || !isObject(params)) return initial;
  const given = field.fields.filter((inner) => Object.hasOwn(params, inner.key));
  return {
    kind: 'group',
    fields: {
      ...initial.fields,
      ...Object.fromEntries(given.map((inner) => [inner.key, toDraft(inner, params[inner.key])])),
    },
  };
}
