import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ColumnType } from '../../../src/shared/columnType.ts';
import type { Json } from '../../../src/shared/json.ts';
import type { ColumnProfile } from '../../../src/shared/profile/columnProfile.ts';
import type { Suggestion } from '../../../src/shared/suggestion.ts';
import { operations } from '../../../src/core/operations/registry.ts';
import { suggestionIds, suggestionRule } from '../../../src/core/suggest/registry.ts';
import type { ColumnLook } from '../../../src/core/suggest/define.ts';
import type { Draft } from '../../../webview/workbench/form/model/draft.ts';
import type { Field } from '../../../webview/workbench/form/model/field.ts';
import { fieldOf } from '../../../webview/workbench/form/model/fieldOf.ts';
import { emptyScope } from '../../../webview/workbench/form/model/formScope.ts';
import { withColumn, withPresets } from '../../../webview/workbench/form/model/presets.ts';
import { startingDraft } from '../../../webview/workbench/form/model/startingDraft.ts';
import { toParams } from '../../../webview/workbench/form/model/toParams.ts';
import {
  freshSuggestions,
  withSuggestion,
} from '../../../webview/workbench/form/model/withSuggestion.ts';

const schemaOf = (type: z.ZodType): Json =>
  // SAFETY: a JSON Schema is JSON.
  z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' }) as Json;

function look(kind: 'float64' | 'int64' | 'text', more: Partial<ColumnLook> = {}): ColumnLook {
  return { column: { name: 'c', type: { kind } }, ...more };
}
const profile = (figures: Partial<ColumnProfile>): { readonly profile: ColumnProfile } => ({
  profile: { name: 'c', type: 'float64', nulls: 0, distinct: 9, basis: {}, ...figures },
});
function offered(rule: string, at: ColumnLook): readonly Suggestion[] {
  const found = suggestionRule(rule);
  if (!found) throw new Error(`There is no rule ${rule}.`);
  return found.suggest(at);
}
const values = (rule: string, at: ColumnLook) => offered(rule, at).map(({ value }) => value);

describe('the rules', () => {
  const quantiles = { p1: 1, p5: 2.5, p25: 3, p50: 4, p75: 5, p95: 6, p99: 99 };
  const numbers = profile({ min: -7, max: 1000, quantiles });

  it('offer bounds from the quantiles, the rarest first', () => {
    expect(offered('lower-bound', look('float64', numbers))).toEqual([
      { value: 1, why: '1st percentile' },
      { value: 2.5, why: '5th percentile' },
      { value: -7, why: 'smallest' },
    ]);
    expect(values('upper-bound', look('float64', numbers))).toEqual([99, 6, 1000]);
    expect(values('middle', look('float64', numbers))).toEqual([4, 5, 3]);
    expect(values('quantiles', look('float64', numbers))).toEqual([-7, 3, 4, 5, 1000]);
  });

  it('offer each bound once, none that is infinite, and none of texts', () => {
    const flat = { p1: 0, p5: 0, p95: 0, p99: 1 };
    const some = profile({ min: 0, max: 'Infinity', quantiles: flat });
    expect(values('lower-bound', look('float64', some))).toEqual([0]);
    // A bound of whole numbers is one, and leaves no more outside than it says.
    expect(values('lower-bound', look('int64', numbers))).toEqual([1, 2, -7]);
    const broken = profile({ quantiles: { p25: 2.5, p50: 4.2, p99: 157.41 } });
    expect(values('upper-bound', look('int64', broken))).toEqual([158]);
    expect(values('middle', look('int64', broken))).toEqual([4, 3]);
    expect(values('upper-bound', look('float64', some))).toEqual([1, 0]);
    const wide = profile({ min: '12', max: '9007199254740993' });
    expect(values('quantiles', look('int64', wide))).toEqual([12, '9007199254740993']);
    expect(values('lower-bound', look('text', profile({ min: 'a' })))).toEqual([]);
    expect(values('lower-bound', look('float64'))).toEqual([]);
  });

  it('offer the most frequent values with their counts, but no long texts', () => {
    const top = [
      { value: 'ATL', count: 1204 },
      { value: '', count: 2 },
      { value: 'x'.repeat(61), count: 2 },
      { value: 'SEA', count: 1 },
    ];
    expect(offered('values', look('text', profile({ top })))).toEqual([
      { value: 'ATL', why: '1,204 rows' },
      { value: '', why: '2 rows' },
      { value: 'SEA', why: '1 row' },
    ]);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['names', ['Doe, Ann', 'Smith, Bob', 'Li, Cy'], [', ', ' ']],
    ['lists', ['1;2;3', '4;5;6', '7;8;9'], [';']],
    ['mail', ['a@x.org', 'b@y.org', 'c@z.org'], ['.', '@']],
    ['lists of many lengths', ['a|b', 'a|b|c', 'a|b|c|d', 'a'.repeat(3)], []],
    ['tags', ['a|b', 'a|b|c', 'a|b|c|d'], ['|']],
    ['days', ['2026-01-31', '2026-02-01'], ['-']],
    ['words', ['one', 'two'], []],
    ['nothing', [], []],
  ])('guess what parts %s', (_name, texts, expected) => {
    expect(values('delimiter', look('text', { values: texts }))).toEqual(expected);
  });

  it('are named by the hints of operations, and each of them is used', () => {
    const used = new Set<string>();
    const walk = (json: Json): void => {
      if (Array.isArray(json)) json.forEach(walk);
      else if (json !== null && typeof json === 'object') {
        for (const [key, value] of Object.entries(json)) {
          if (key === 'suggest' && typeof value === 'string') used.add(value);
          else walk(value);
        }
      }
    };
    for (const operation of operations) walk(schemaOf(operation.params));
    expect([...used].sort()).toEqual([...suggestionIds].sort());
  });
});

function formOf(id: string): { readonly field: Field; readonly draft: Draft } {
  const operation = operations.find((one) => one.id === id);
  if (!operation) throw new Error(`There is no ${id}.`);
  const field = fieldOf(schemaOf(operation.params));
  return { field, draft: startingDraft(field, {}, true) };
}
function part(field: Field, key: string): Field {
  const found = field.kind === 'group' ? field.fields.find((one) => one.key === key) : undefined;
  if (!found) throw new Error(`There is no ${key}.`);
  return found;
}
const set = (draft: Draft, key: string, value: Draft): Draft =>
  draft.kind === 'group' ? { kind: 'group', fields: { ...draft.fields, [key]: value } } : draft;
const get = (draft: Draft, key: string): Draft =>
  (draft.kind === 'group' ? draft.fields[key] : undefined) ?? { kind: 'absent' };

describe('an offered value', () => {
  it('fills the first empty line of a list, then makes lines, and is offered no more', () => {
    const { field, draft } = formOf('replace-values');
    const map = part(field, 'map');
    const one = withSuggestion(map, get(draft, 'map'), { value: 'ATL', why: '' });
    const two = withSuggestion(map, one, { value: 'SEA', why: '' });
    const done = set(set(draft, 'map', two), 'columns', { kind: 'names', names: ['c'] });
    expect(toParams(field, done, emptyScope).params).toEqual({
      columns: ['c'],
      map: [{ from: 'ATL' }, { from: 'SEA' }],
    });
    const all = ['ATL', 'ORD', 'SEA'].map((value) => ({ value, why: '' }));
    expect(freshSuggestions(map, two, all).map(({ value }) => value)).toEqual(['ORD']);
  });

  it('stands as it is in the document: numbers as numbers, decimals as text', () => {
    const { field, draft } = formOf('clip-values');
    const lower = withSuggestion(part(field, 'lower'), get(draft, 'lower'), {
      value: 1.5,
      why: '',
    });
    const upper = withSuggestion(part(field, 'upper'), get(draft, 'upper'), {
      value: '9.90',
      why: '',
    });
    const bounds = set(set(draft, 'lower', lower), 'upper', upper);
    const done = set(bounds, 'columns', { kind: 'names', names: ['c'] });
    expect(toParams(field, done, emptyScope).params).toEqual({
      ...{ columns: ['c'], lower: 1.5, upper: '9.90' },
    });
    expect(
      withSuggestion(part(field, 'suffix'), { kind: 'absent' }, { value: ';', why: '' }),
    ).toEqual({
      ...{ kind: 'text', text: ';' },
    });
  });
});

describe('a new form', () => {
  const column = (name: string, kind: 'int64' | 'text'): { name: string; type: ColumnType } => ({
    ...{ name, type: { kind } },
  });
  const scope = { ...emptyScope, columns: [column('n', 'int64'), column('t', 'text')] };
  const names = (...of: readonly string[]): Draft => ({ kind: 'names', names: of });

  it('fills by the median for numbers and by the mode for text, until one chooses', () => {
    const { field, draft } = formOf('fill-missing');
    const number = withPresets(field, draft, set(draft, 'columns', names('n')), scope);
    expect(get(number, 'with')).toEqual({ kind: 'choice', value: 'median' });
    const text = withPresets(field, number, set(number, 'columns', names('t')), scope);
    expect(get(text, 'with')).toEqual({ kind: 'choice', value: 'mode' });
    const chosen = set(text, 'with', { kind: 'choice', value: 'constant' });
    expect(withPresets(field, text, chosen, scope)).toBe(chosen);
    const back = set(chosen, 'columns', names('n'));
    expect(withPresets(field, chosen, back, scope)).toBe(back);
  });

  it('begins with the chosen column, where it asks for one first and it fits', () => {
    const fill = formOf('fill-missing');
    const begun = withColumn(fill.field, fill.draft, 'n', scope.columns);
    expect(get(begun, 'columns')).toEqual(names('n'));
    expect(withColumn(fill.field, begun, 't', scope.columns)).toBe(begun);
    expect(withColumn(fill.field, fill.draft, 'gone', scope.columns)).toBe(fill.draft);
    const lookup = formOf('lookup-values');
    expect(get(withColumn(lookup.field, lookup.draft, 't', scope.columns), 'column')).toEqual({
      ...{ kind: 'text', text: 't' },
    });
    const drop = formOf('drop-columns');
    expect(withColumn(drop.field, drop.draft, 'n', scope.columns)).toBe(drop.draft);
  });
});
