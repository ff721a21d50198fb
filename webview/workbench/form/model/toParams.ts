import type { Json } from '../../../../src/shared/json.ts';
import { conditionOf } from './conditionOf.ts';
import { absent } from './draft.ts';
import type { Draft, DraftOf } from './draft.ts';
import type { Field, FieldOf } from './field.ts';
import type { FormScope } from './formScope.ts';
import type { Issue } from './issue.ts';
import { numberOf } from './numberOf.ts';
import { operandJson } from './operand.ts';
import { columnTypeBeside, isShown } from './siblings.ts';
import type { Siblings } from './siblings.ts';

/** Params that can be sent, or why there are none yet. */
export interface Params {
  /** Undefined while something is missing or wrong. */
  readonly params: Json | undefined;
  readonly issues: readonly Issue[];
}

/** Reads a draft. Keys that nobody filled stay away, so that editing a step adds nothing to it. */
export function toParams(field: Field, draft: Draft, scope: FormScope): Params {
  const reader = new Reader(scope);
  const params = reader.read(field, draft, [], undefined);
  return { params: reader.issues.length > 0 ? undefined : (params ?? {}), issues: reader.issues };
}

type Path = readonly (string | number)[];

class Reader {
  readonly issues: Issue[] = [];
  private readonly scope: FormScope;

  constructor(scope: FormScope) {
    this.scope = scope;
  }

  read(field: Field, draft: Draft, path: Path, siblings: Siblings | undefined): Json | undefined {
    if (!isShown(field, siblings)) return undefined;
    if (draft.kind === 'absent' || isBlank(field, draft)) {
      // A group or list may be right with nothing in it; only what must be named is missing.
      if (!field.required || field.fallback !== undefined) return undefined;
      return this.empty(field, path, siblings);
    }
    // JSON that the form could not show as such.
    if (draft.kind === 'text' && !textual.includes(field.kind)) return this.json(draft.text, path);
    switch (draft.kind) {
      case 'text':
        return this.text(field, draft.text, path);
      case 'flag':
        return draft.on;
      case 'choice':
        return draft.value;
      case 'names':
        return this.list(draft.names, field, path);
      case 'picks':
        return this.list(draft.values, field, path);
      case 'pairs':
        return this.pairs(draft, path, field.kind === 'pairs' ? field.least : 0);
      case 'condition': {
        const { condition, issues } = conditionOf(draft.root, this.scope.columns);
        for (const issue of issues) this.issues.push({ ...issue, path: [...path, ...issue.path] });
        // SAFETY: a condition is plain data; its optional `value` is left out where it is undefined.
        return condition as Json | undefined;
      }
      case 'operand': {
        const found = operandJson(draft.operand, columnTypeBeside(siblings, this.scope));
        if ('value' in found) return found.value;
        const wrong = 'wrong' in found;
        this.add(path, wrong ? found.wrong : found.missing, wrong);
        return undefined;
      }
      case 'group':
        return field.kind === 'group' ? this.group(field, draft, path, siblings) : undefined;
      case 'items':
        return this.items(field, draft, path, siblings);
      case 'record':
        return field.kind === 'record' ? this.record(field, draft, path) : undefined;
      case 'union': {
        const variant = field.kind === 'union' ? field.variants[draft.chosen] : undefined;
        return variant && this.read(variant, draft.drafts[draft.chosen] ?? absent, path, siblings);
      }
    }
  }

  private add(path: Path, message: string, wrong: boolean): void {
    this.issues.push({ path, message, wrong });
  }

  private empty(field: Field, path: Path, siblings: Siblings | undefined): Json | undefined {
    switch (field.kind) {
      case 'group':
        return this.group(field, { kind: 'group', fields: {} }, path, siblings);
      case 'columns':
      case 'picks':
      case 'list':
        if (field.least === 0) return [];
        break;
      case 'flag':
        return false;
      case 'record':
        if (!field.parts) return {};
        break;
      case 'constant':
        return field.value;
      case 'text':
        if (field.least === 0) return '';
        break;
      case 'union': {
        const [first] = field.variants;
        return first && this.read(first, absent, path, siblings);
      }
      default:
        break;
    }
    this.add(path, wanted(field), false);
    return undefined;
  }

  private text(field: Field, text: string, path: Path): Json | undefined {
    if (field.kind === 'number') {
      const found = numberOf(text, field);
      if ('value' in found) return found.value;
      const wrong = 'wrong' in found;
      this.add(path, wrong ? found.wrong : found.missing, wrong);
      return undefined;
    }
    if (field.kind === 'json') return this.json(text, path);
    if (field.kind === 'source') return { source: text };
    if (field.kind === 'text' && field.pattern !== undefined) {
      if (!matches(field.pattern, text)) this.add(path, 'This is not of the form asked for.', true);
    }
    return text;
  }

  private json(text: string, path: Path): Json | undefined {
    try {
      // SAFETY: what JSON.parse gives is JSON.
      return JSON.parse(text) as Json;
    } catch {
      this.add(path, 'This is not JSON.', true);
      return undefined;
    }
  }

  private list(values: readonly Json[], field: Field, path: Path): Json {
    if ((field.kind === 'columns' || field.kind === 'picks') && values.length < field.least) {
      this.add(path, wanted(field), false);
    }
    return values;
  }

  private pairs(draft: DraftOf<'pairs'>, path: Path, least: number): Json {
    if (draft.pairs.length < least) this.add(path, 'Add a pair of columns.', false);
    draft.pairs.forEach(({ value }, index) => {
      value.forEach((name, side) => {
        if (name === '') this.add([...path, index, side], 'Choose a column.', false);
      });
    });
    return draft.pairs.map(({ value }) => [...value]);
  }

  private group(
    field: FieldOf<'group'>,
    draft: DraftOf<'group'>,
    path: Path,
    outer: Siblings | undefined,
  ): Json {
    const siblings = { group: field, drafts: draft.fields, outer };
    const entries = field.fields.flatMap((inner): [string, Json][] => {
      const value = this.read(
        inner,
        draft.fields[inner.key] ?? absent,
        [...path, inner.key],
        siblings,
      );
      return value === undefined ? [] : [[inner.key, value]];
    });
    return Object.fromEntries(entries);
  }

  private items(
    field: Field,
    draft: DraftOf<'items'>,
    path: Path,
    siblings: Siblings | undefined,
  ): Json {
    const itemOf = (index: number): Field | undefined =>
      field.kind === 'list' ? field.item : field.kind === 'tuple' ? field.items[index] : undefined;
    if (field.kind === 'list') {
      if (draft.items.length < field.least) this.add(path, wanted(field), false);
      if (field.most !== undefined && draft.items.length > field.most) {
        this.add(path, `At most ${String(field.most)} of these are allowed.`, true);
      }
    }
    return draft.items.flatMap(({ value }, index): readonly Json[] => {
      const item = itemOf(index);
      const found = item && this.read(item, value, [...path, index], siblings);
      return found === undefined ? [] : [found];
    });
  }

  private record(field: FieldOf<'record'>, draft: DraftOf<'record'>, path: Path): Json {
    const seen = new Set<string>();
    const entries = draft.entries.flatMap(({ value: { key, value } }): [string, Json][] => {
      const at = [...path, key];
      if (key === '') this.add(at, 'Give it a name.', false);
      if (seen.has(key)) this.add(at, `“${key}” is named twice.`, true);
      seen.add(key);
      const found = this.read(field.item, value, at, undefined);
      return found === undefined ? [] : [[key, found]];
    });
    if (entries.length === 0 && field.parts) this.add(path, 'Add a part.', false);
    return Object.fromEntries(entries);
  }
}

const textual: readonly Field['kind'][] = [
  'column',
  'source-column',
  'new-column',
  'expression',
  'query',
  'text',
  'type',
  'number',
  'json',
  'source',
];

/** An empty box means nothing, as does a list without lines where nobody asked for one. */
function isBlank(field: Field, draft: Draft): boolean {
  if (draft.kind === 'text') return draft.text === '' && field.kind !== 'json';
  if (draft.kind === 'operand' && !field.required) {
    const { operand } = draft;
    return operand.use === 'literal' && operand.text === '' && operand.original === undefined;
  }
  return false;
}

function wanted(field: Field): string {
  switch (field.kind) {
    case 'column':
    case 'source-column':
      return 'Choose a column.';
    case 'columns':
      return 'Choose at least one column.';
    case 'new-column':
      return 'Give the column a name.';
    case 'picks':
      return 'Choose at least one.';
    case 'source':
      return 'Choose a source.';
    case 'type':
      return 'Choose a type.';
    case 'expression':
      return 'Write an expression.';
    case 'query':
      return 'Write a query.';
    case 'number':
      return 'Give a number.';
    case 'list':
    case 'tuple':
    case 'record':
      return 'Add one.';
    default:
      return 'Fill this in.';
  }
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    // A pattern of another dialect: the host decides.
    return true;
  }
}
