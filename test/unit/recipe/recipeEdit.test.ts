import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRecipe, requireRecipe } from '../../../src/core/recipe/document.ts';
import { editRecipe, putFitted } from '../../../src/core/recipe/editRecipe.ts';
import { rawAt } from '../../../src/core/recipe/jsonText.ts';
import { applyTextEdits, textEdits } from '../../../src/core/recipe/textEdits.ts';
import type { Step } from '../../../src/shared/recipe.ts';
import type { RecipeEdit } from '../../../src/shared/recipeEdit.ts';

const start = `{
  "sluice": 1,
  "name": "trips",
  "sources": {
    "main": { "uri": "a.csv", "format": "csv", "options": {} }
  },
  "steps": [
    {
      "id": "a1", "op": "formula",   "version": 1,
      "params": { "column": "x", "expression": "1" }
    },
    { "id": "b2", "op": "formula", "params": { "column": "y", "expression": "2" }, "note": "kept" }
  ],
  "fitted": {
    "b2": { "values": {}, "on": "all", "snapshot": "s", "prefix": "p" }
  }
}
`;

function edited(text: string, edit: RecipeEdit): string {
  return editRecipe(text, requireRecipe(text), edit).text;
}

/** The lines that a change of text takes away and adds. */
function changed(before: string, after: string): { out: string[]; in: string[] } {
  const lines = (text: string): string[] => text.split('\n');
  return {
    out: lines(before).filter((line) => !lines(after).includes(line)),
    in: lines(after).filter((line) => !lines(before).includes(line)),
  };
}

describe('an edit of a recipe’s text', () => {
  it('points a source to other data by its keys alone, and maps columns before the steps', () => {
    const edit: RecipeEdit = {
      ...{ kind: 'use-data', name: 'main' },
      source: {
        ...{ uri: 'b.csv', format: 'csv', options: {} },
        schema: [{ name: 'X', type: 'int64' }],
      },
      steps: [
        { op: 'rename-columns', params: { names: [{ from: 'X', to: 'x' }] } },
        { op: 'change-type', params: { columns: ['x'], to: 'text', onError: 'null' } },
      ],
    };
    const after = edited(start, edit);
    expect(requireRecipe(after).steps.map(({ id, op }) => [id, op])).toEqual([
      ...[
        ['c3', 'rename-columns'],
        ['d4', 'change-type'],
        ['a1', 'formula'],
        ['b2', 'formula'],
      ],
    ]);
    // All but the source's line stays as it was, byte for byte.
    expect(changed(start, after).out).toEqual([
      '    "main": { "uri": "a.csv", "format": "csv", "options": {} }',
    ]);
    expect(requireRecipe(after).sources['main']).toEqual(edit.source);
    expect(requireRecipe(after).fitted).toEqual(requireRecipe(start).fitted);
  });

  it('adds a step as a block of its own, its keys in order', () => {
    const edit: RecipeEdit = {
      ...{ kind: 'add-step', at: 1, op: 'select-columns' },
      params: { columns: ['x', 'y'] },
    };
    const after = edited(start, edit);
    expect(after).toBe(
      start.replace(
        '    { "id": "b2"',
        `    {
      "id": "c3",
      "op": "select-columns",
      "version": 1,
      "params": { "columns": ["x", "y"] },
      "enabled": true,
      "note": ""
    },
    { "id": "b2"`,
      ),
    );
    const [only, ...others] = textEdits(start, after);
    expect([only?.length, others]).toEqual([0, []]);
  });

  it('keeps tabs, CRLF and one-line documents as they are', () => {
    const edit: RecipeEdit = { kind: 'add-step', at: 9, op: 'formula', params: { column: 'z' } };
    const tabs = start.replaceAll(/^( {2})+/gm, (blanks) => '\t'.repeat(blanks.length / 2));
    const windows = edited(tabs.replaceAll('\n', '\r\n'), edit);
    expect(windows).toContain('"note": "kept" },\r\n\t\t{\r\n\t\t\t"id": "c3",\r\n');
    expect(windows.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const line = JSON.stringify(JSON.parse(start));
    const after = edited(line, edit);
    expect(after.split('\n')).toHaveLength(1);
    expect(requireRecipe(after).steps[2]?.params).toEqual({ column: 'z' });
  });

  it('makes lists that are not there, in the place that they have', () => {
    const bare = `{
  "sluice": 1,
  "name": "n",
  "sources": { "main": { "uri": "a", "format": "csv" } },
  "outputs": []
}`;
    const edit: RecipeEdit = { kind: 'add-step', at: 0, op: 'formula', params: {} };
    const added = edited(bare, edit);
    const fitted = putFitted(added, 'a1', { values: {}, on: 'all', snapshot: 's', prefix: 'p' });
    // SAFETY: a recipe is an object.
    expect(Object.keys(JSON.parse(fitted) as object)).toEqual([
      ...['sluice', 'name', 'sources', 'steps', 'fitted', 'outputs'],
    ]);
    expect(fitted).toContain(`"fitted": {
    "a1": {
      "values": {},`);
  });

  it('deletes a step with what it learned, and no comma is left', () => {
    const after = edited(start, { kind: 'delete-step', id: 'b2' });
    expect(after).toBe(
      start
        .replace(/,\n {4}\{ "id": "b2".*\n/, '\n')
        .replace(/"fitted": \{[^}]*\}[^}]*\}[^}]*\}/, '"fitted": {}'),
    );
    const none = edited(after, { kind: 'delete-step', id: 'a1' });
    expect(none).toContain('"steps": [],');
  });

  it('moves a step with its own text', () => {
    const after = edited(start, { kind: 'move-step', id: 'b2', to: 0 });
    expect(requireRecipe(after).steps.map(({ id }) => id)).toEqual(['b2', 'a1']);
    expect(rawAt(after, ['steps', 0])).toBe(rawAt(start, ['steps', 1]));
    expect(rawAt(after, ['steps', 1])).toBe(rawAt(start, ['steps', 0]));
    expect(edited(after, { kind: 'move-step', id: 'b2', to: 1 })).toBe(start);
  });

  it.each<[RecipeEdit, string[], string[]]>([
    [
      { kind: 'set-params', id: 'a1', params: { column: 'x', expression: '3' } },
      ['      "params": { "column": "x", "expression": "1" }'],
      ['      "params": { "column": "x", "expression": "3" }'],
    ],
    [
      { kind: 'set-enabled', id: 'a1', enabled: false },
      ['      "params": { "column": "x", "expression": "1" }'],
      ['      "params": { "column": "x", "expression": "1" },', '      "enabled": false'],
    ],
    [
      { kind: 'set-note', id: 'a1', note: 'why "so"' },
      ['      "params": { "column": "x", "expression": "1" }'],
      ['      "params": { "column": "x", "expression": "1" },', '      "note": "why \\"so\\""'],
    ],
    [{ kind: 'set-enabled', id: 'a1', enabled: true }, [], []],
    [{ kind: 'set-note', id: 'b2', note: 'kept' }, [], []],
    [{ kind: 'set-name', name: 'other' }, ['  "name": "trips",'], ['  "name": "other",']],
    [
      {
        kind: 'set-parameters',
        parameters: [{ name: 'since', type: 'date', default: '2026-01-01' }],
      },
      [],
      ['  "parameters": [{ "name": "since", "type": "date", "default": "2026-01-01" }],'],
    ],
    [
      { kind: 'set-source', name: 'users', source: { uri: 'u', format: 'csv', options: {} } },
      ['    "main": { "uri": "a.csv", "format": "csv", "options": {} }'],
      [
        '    "main": { "uri": "a.csv", "format": "csv", "options": {} },',
        ...['    "users": {', '      "uri": "u",', '      "format": "csv",', '      "options": {}'],
        '    }',
      ],
    ],
    [
      { kind: 'set-source', name: 'main', source: { uri: 'b', format: 'csv', options: {} } },
      ['    "main": { "uri": "a.csv", "format": "csv", "options": {} }'],
      ['    "main": { "uri": "b", "format": "csv", "options": {} }'],
    ],
  ])('changes no other line: %j', (edit, out, added) => {
    const after = edited(start, edit);
    expect(changed(start, after)).toEqual({
      out,
      in: added.filter((line) => !start.includes(`${line}\n`)),
    });
    expect(readRecipe(after).problems).toEqual([]);
  });

  it('of one check leaves the text of the others', () => {
    const checks = `"checks": [
    {"rule":"not-null",  "column":"x", "severity":"warn"},
    { "rule": "unique", "columns": ["x"], "severity": "error" }
  ]`;
    const text = start.replace(/\n\}\n$/, `,\n  ${checks}\n}\n`);
    const [first] = requireRecipe(text).checks;
    const after = edited(text, {
      kind: 'set-checks',
      checks: [...(first ? [first] : []), { rule: 'row-count', min: 1, severity: 'error' }],
    });
    expect(after).toContain(`    {"rule":"not-null",  "column":"x", "severity":"warn"},
    { "rule": "row-count", "min": 1, "severity": "error" }
  ]`);
  });

  it('of a step that is not there is told', () => {
    expect(() => edited(start, { kind: 'delete-step', id: 'zz' })).toThrow('no step “zz”');
  });
});

describe('any edits', () => {
  type Draw = { readonly kind: number; readonly a: number; readonly b: number; readonly s: string };
  const draw: fc.Arbitrary<Draw> = fc.record({
    kind: fc.nat(5),
    a: fc.nat(20),
    b: fc.nat(20),
    s: fc.string({ unit: 'grapheme', maxLength: 12 }),
  });

  function editOf({ kind, a, b, s }: Draw, steps: readonly Step[]): RecipeEdit {
    const at = steps[a % Math.max(1, steps.length)];
    if (kind === 0 || !at) {
      return {
        kind: 'add-step',
        at: b % (steps.length + 1),
        op: 'formula',
        // A key `__proto__`, which is no param's name, is left out where a recipe is read.
        params: { [`p${s}`]: [s, b] },
      };
    }
    const { id } = at;
    if (kind === 1) return { kind: 'delete-step', id };
    if (kind === 2) return { kind: 'move-step', id, to: b % steps.length };
    if (kind === 3) return { kind: 'set-params', id, params: { n: b, t: { deep: [s] } } };
    if (kind === 4) return { kind: 'set-note', id, note: s };
    return { kind: 'set-enabled', id, enabled: b % 2 === 0 };
  }

  /** The steps after an edit, by plain lists. */
  function model(steps: readonly Step[], edit: RecipeEdit, id: string): readonly Step[] {
    const list = [...steps];
    if (edit.kind === 'add-step') {
      const { op, params } = edit;
      list.splice(edit.at, 0, { id, op, version: 1, params, enabled: true, note: '' });
      return list;
    }
    if (!('id' in edit)) return list;
    const index = list.findIndex((step) => step.id === edit.id);
    const [step] = list.splice(index, 1);
    if (!step || edit.kind === 'delete-step') return list;
    const { kind: _kind, id: _id, ...values } = edit;
    if (edit.kind === 'move-step') list.splice(edit.to, 0, step);
    else list.splice(index, 0, { ...step, ...values });
    return list;
  }

  const documents = [
    start,
    start.replaceAll('\n', '\r\n'),
    start.replaceAll(/^( {2})+/gm, (blanks) => '\t'.repeat(blanks.length / 2)),
    JSON.stringify(JSON.parse(start)),
  ];

  it('leave a recipe that reads as expected, and every other step its bytes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...documents),
        fc.array(draw, { maxLength: 12 }),
        (text, draws) => {
          let now = text;
          for (const one of draws) {
            const recipe = requireRecipe(now);
            const raws = new Map(recipe.steps.map(({ id }, i) => [id, rawAt(now, ['steps', i])]));
            const edit = editOf(one, recipe.steps);
            const after = editRecipe(now, recipe, edit);
            const next = requireRecipe(after.text);
            expect(next.steps).toEqual(model(recipe.steps, edit, after.step ?? ''));
            next.steps.forEach(({ id }, i) => {
              const touched = id === after.step && edit.kind !== 'move-step';
              if (!touched) expect(rawAt(after.text, ['steps', i])).toBe(raws.get(id));
            });
            expect({ ...next, steps: [], fitted: {} }).toEqual({
              ...recipe,
              steps: [],
              fitted: {},
            });
            const edits = textEdits(now, after.text);
            expect(applyTextEdits(now, edits)).toBe(after.text);
            now = after.text;
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('text edits', () => {
  it('make one text of any other, apart and in order', () => {
    const text = fc.array(fc.constantFrom('a\n', 'b\r\n', 'c', '😀\n', '\n', '\r'), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [before, after] = [a.join(''), b.join('')];
        const edits = textEdits(before, after);
        expect(applyTextEdits(before, edits)).toBe(after);
        edits.slice(1).forEach((edit, i) => {
          const earlier = edits[i];
          expect(edit.offset).toBeGreaterThanOrEqual(
            (earlier?.offset ?? 0) + (earlier?.length ?? 0),
          );
        });
        for (const { offset, length } of edits) {
          for (const at of [offset, offset + length]) {
            expect(before.slice(at - 1, at + 1)).not.toMatch(
              /^(\r\n|[\uD800-\uDBFF][\uDC00-\uDFFF])$/,
            );
          }
        }
      }),
    );
  });
});
