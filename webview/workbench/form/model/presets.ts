import type { ColumnType, Schema } from '../../../../src/shared/columnType.ts';
import type { Json } from '../../../../src/shared/json.ts';
import { isOfGroups, typeGroups } from '../../../../src/shared/typeGroups.ts';
import { absent } from './draft.ts';
import type { Draft } from './draft.ts';
import type { Field, FieldOf } from './field.ts';
import { fittingColumns } from './fittingColumns.ts';
import type { FormScope } from './formScope.ts';
import { sameJson } from './json.ts';
import { columnTypeBeside } from './siblings.ts';
import { initialDraft } from './toDraft.ts';

/**
 * Choices that nobody made yet follow the type of the column that was chosen beside them, as their
 * hint says: the median for numbers, the most frequent value for text.
 */
export function withPresets(field: Field, before: Draft, after: Draft, scope: FormScope): Draft {
  if (field.kind !== 'group' || before.kind !== 'group' || after.kind !== 'group') return after;
  const [old, now] = [before, after].map(({ fields }) =>
    columnTypeBeside({ group: field, drafts: fields }, scope),
  );
  if (!now) return after;
  const set = field.fields.flatMap((inner): readonly (readonly [string, Draft])[] => {
    if (inner.kind !== 'choice') return [];
    const value = presetOf(inner, now);
    const own = after.fields[inner.key] ?? absent;
    const isTheirs = own !== (before.fields[inner.key] ?? absent) || !isUnmade(inner, own, old);
    return value === undefined || isTheirs ? [] : [[inner.key, { kind: 'choice', value }]];
  });
  return set.length === 0
    ? after
    : { kind: 'group', fields: { ...after.fields, ...Object.fromEntries(set) } };
}

/** A new step is about the column that is chosen in the table, where the form asks for one first. */
export function withColumn(
  field: Field,
  draft: Draft,
  name: string | undefined,
  columns: Schema,
): Draft {
  if (field.kind !== 'group' || draft.kind !== 'group' || name === undefined) return draft;
  const first = field.fields.find(({ required }) => required);
  if (first?.kind !== 'column' && first?.kind !== 'columns') return draft;
  const isEmpty = (draft.fields[first.key] ?? absent).kind === 'absent';
  const fits = fittingColumns(columns, first.types).some((column) => column.name === name);
  if (!isEmpty || !fits) return draft;
  const chosen: Draft =
    first.kind === 'column' ? { kind: 'text', text: name } : { kind: 'names', names: [name] };
  return { kind: 'group', fields: { ...draft.fields, [first.key]: chosen } };
}

function presetOf(field: FieldOf<'choice'>, type: ColumnType): Json | undefined {
  const group = typeGroups.find((one) => isOfGroups(type, [one]));
  return group === undefined ? undefined : field.byType[group];
}

/** It is what the type of the column before made of it or, without one, what the form began with. */
function isUnmade(field: FieldOf<'choice'>, draft: Draft, old: ColumnType | undefined): boolean {
  const preset = old && presetOf(field, old);
  if (preset !== undefined) return draft.kind === 'choice' && sameJson(preset, draft.value);
  const initial = field.required ? initialDraft(field) : absent;
  if (draft.kind !== 'choice' || initial.kind !== 'choice') return draft.kind === initial.kind;
  return sameJson(initial.value, draft.value);
}
