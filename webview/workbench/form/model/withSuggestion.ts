import type { Suggestion } from '../../../../src/shared/suggestion.ts';
import { absent } from './draft.ts';
import type { Draft } from './draft.ts';
import type { Field } from './field.ts';
import { newItem } from './item.ts';
import { operandOf } from './operand.ts';
import { initialDraft } from './toDraft.ts';

/** Puts an offered value in: in place of what stands there; in a list, into its first empty line or a new one. */
export function withSuggestion(field: Field, draft: Draft, suggestion: Suggestion): Draft {
  const { value } = suggestion;
  switch (field.kind) {
    case 'value':
      return { kind: 'operand', operand: operandOf(value) };
    case 'text':
    case 'number':
      return { kind: 'text', text: String(value) };
    case 'list': {
      const items = draft.kind === 'items' ? draft.items : [];
      const empty = items.find((item) => isEmpty(field.item, item.value));
      const filled = lineWith(field.item, empty?.value ?? initialDraft(field.item), suggestion);
      if (!empty) return { kind: 'items', items: [...items, newItem(filled)] };
      return {
        kind: 'items',
        items: items.map((item) => (item === empty ? { id: item.id, value: filled } : item)),
      };
    }
    default:
      return draft;
  }
}

/** What is not there yet: in a list, values of no line; elsewhere all. */
export function freshSuggestions(
  field: Field,
  draft: Draft,
  suggestions: readonly Suggestion[],
): readonly Suggestion[] {
  if (field.kind !== 'list' || draft.kind !== 'items') return suggestions;
  const taken = new Set(draft.items.map(({ value }) => textIn(field.item, value)));
  return suggestions.filter(({ value }) => !taken.has(String(value)));
}

/** Whether nothing stands in a field that offers values. A list always has room. */
export function isEmptyField(field: Field, draft: Draft): boolean {
  return field.kind === 'list' || isEmpty(field, draft);
}

/** The part of a line that takes an offered value: the line itself, or the first value in it. */
function takes(field: Field): Field | undefined {
  if (field.kind !== 'group') return field;
  return field.fields.find(({ kind }) => kind === 'value' || kind === 'text' || kind === 'number');
}

function lineWith(field: Field, draft: Draft, suggestion: Suggestion): Draft {
  const part = takes(field);
  if (!part || field.kind !== 'group') return withSuggestion(field, draft, suggestion);
  const fields = draft.kind === 'group' ? draft.fields : {};
  const now = fields[part.key] ?? absent;
  return {
    kind: 'group',
    fields: { ...fields, [part.key]: withSuggestion(part, now, suggestion) },
  };
}

function isEmpty(field: Field, draft: Draft): boolean {
  return textIn(field, draft) === undefined;
}

/** What stands in a line, as text; undefined for nothing. */
function textIn(field: Field, draft: Draft): string | undefined {
  const part = takes(field);
  const found =
    field.kind === 'group' && draft.kind === 'group' && part ? draft.fields[part.key] : draft;
  if (found?.kind === 'text') return found.text === '' ? undefined : found.text;
  if (found?.kind !== 'operand') return undefined;
  const { use, text, original, name } = found.operand;
  if (use !== 'literal') return name;
  return text === '' && original === undefined ? undefined : text;
}
