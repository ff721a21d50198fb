import type { Column, ColumnType, Schema } from '../../../../src/shared/columnType.ts';
import type { Json } from '../../../../src/shared/json.ts';
import type { Draft } from './draft.ts';
import type { Field, FieldOf } from './field.ts';
import type { FormScope } from './formScope.ts';
import { sameJson } from './json.ts';

/** A group around a field: what its parts say of each other. */
export interface Siblings {
  readonly group: FieldOf<'group'>;
  readonly drafts: Readonly<Record<string, Draft>>;
  /** What stands around the group. */
  readonly outer?: Siblings | undefined;
}

/** The type of the first column that a sibling names: what a value beside it is. */
export function columnTypeBeside(
  siblings: Siblings | undefined,
  scope: FormScope,
): ColumnType | undefined {
  return columnBeside(siblings, scope)?.type;
}

/** The first column that a sibling names, or else one around the group. */
export function columnBeside(siblings: Siblings | undefined, scope: FormScope): Column | undefined {
  if (!siblings) return undefined;
  for (const field of siblings.group.fields) {
    const draft = siblings.drafts[field.key];
    const name =
      field.kind === 'column' && draft?.kind === 'text'
        ? draft.text
        : field.kind === 'columns' && draft?.kind === 'names'
          ? draft.names[0]
          : undefined;
    const found = scope.columns.find((column) => column.name === name);
    if (found) return found;
  }
  return columnBeside(siblings.outer, scope);
}

/** The type of the column that one sibling names. */
export function columnTypeOf(
  key: string,
  siblings: Siblings | undefined,
  scope: FormScope,
): ColumnType | undefined {
  const draft = siblings?.drafts[key];
  const name =
    draft?.kind === 'text' ? draft.text : draft?.kind === 'names' ? draft.names[0] : undefined;
  return scope.columns.find((column) => column.name === name)?.type;
}

/** The columns of the other source that a sibling names. */
export function otherColumns(siblings: Siblings | undefined, scope: FormScope): Schema {
  for (const field of siblings?.group.fields ?? []) {
    const draft = siblings?.drafts[field.key];
    if (field.kind === 'source' && draft?.kind === 'text') return scope.sources[draft.text] ?? [];
  }
  return [];
}

/** Whether a field is shown, by its `when`. */
export function isShown(field: Field, siblings: Siblings | undefined): boolean {
  const { when } = field;
  if (!when || !siblings) return true;
  const sibling = siblings.group.fields.find((other) => other.key === when.key);
  const value = sibling && plainValue(sibling, siblings.drafts[when.key]);
  return value !== undefined && when.values.some((wanted) => sameJson(wanted, value));
}

function plainValue(field: Field, draft: Draft | undefined): Json | undefined {
  switch (draft?.kind) {
    case 'choice':
      return draft.value;
    case 'flag':
      return draft.on;
    case 'text':
      return draft.text;
    default:
      return field.fallback;
  }
}
