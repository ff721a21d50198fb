import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Json } from '../../../src/shared/json.ts';
import { fieldOf } from '../../../webview/workbench/form/model/fieldOf.ts';
import { emptyScope } from '../../../webview/workbench/form/model/formScope.ts';
import { startingDraft } from '../../../webview/workbench/form/model/startingDraft.ts';
import { toDraft } from '../../../webview/workbench/form/model/toDraft.ts';
import { toParams } from '../../../webview/workbench/form/model/toParams.ts';
import { words } from '../../../webview/workbench/form/model/words.ts';

const schemaOf = (type: z.ZodType): Json =>
  // SAFETY: a JSON Schema is JSON.
  z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' }) as Json;
const through = (type: z.ZodType, value: Json) => {
  const field = fieldOf(schemaOf(type));
  return toParams(field, toDraft(field, value), emptyScope);
};

// What an operation of another day may ask for.
const method = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('standard') }),
  z.strictObject({ kind: z.literal('clip'), low: z.number(), high: z.number().optional() }),
]);
const odd = z.strictObject({
  method,
  bounds: z.tuple([z.number(), z.int()]).optional(),
  limit: z.union([z.int().min(1).max(9), z.enum(['none', 'all'])]).optional(),
  map: z.record(z.string().min(1), z.string()).optional(),
  tags: z.array(z.string()).max(2).optional(),
  inner: z.strictObject({ deep: z.array(z.strictObject({ n: z.int() })) }).optional(),
  level: z.literal(['low', 'high']).optional(),
  any: z.json().optional(),
});

describe('forms of schemas that no operation has yet', () => {
  it.each<[string, Json]>([
    ['the first variant', { method: { kind: 'standard' } }],
    ['another variant', { method: { kind: 'clip', low: -1.5 } }],
    ['a tuple', { method: { kind: 'standard' }, bounds: [0.5, 3] }],
    ['a number or a word', { method: { kind: 'standard' }, limit: 'all' }],
    ['names and values', { method: { kind: 'standard' }, map: { a: 'b', c: '' }, limit: 2 }],
    ['a list of texts', { method: { kind: 'standard' }, tags: ['a', 'b'] }],
    ['a group of lists of groups', { method: { kind: 'standard' }, inner: { deep: [{ n: 1 }] } }],
    ['literals', { method: { kind: 'standard' }, level: 'high' }],
    ['any JSON', { method: { kind: 'standard' }, any: { a: [1, null, { b: false }] } }],
  ])('bring back %s', (_, value) => {
    expect(through(odd, value)).toEqual({ params: value, issues: [] });
  });

  it('leave an optional source out that was cleared', () => {
    const field = fieldOf(
      schemaOf(
        z.strictObject({
          with: z.strictObject({ source: z.string() }).optional().meta({ ui: 'source' }),
        }),
      ),
    );
    const chosen = toDraft(field, { with: { source: 'closed' } });
    expect(toParams(field, chosen, emptyScope).params).toEqual({ with: { source: 'closed' } });
    if (chosen.kind !== 'group') throw new Error('A form is a group of fields.');
    const cleared = {
      ...chosen,
      fields: { ...chosen.fields, with: { kind: 'text', text: '' } as const },
    };
    expect(toParams(field, cleared, emptyScope)).toEqual({ params: {}, issues: [] });
  });

  it('keep what they cannot show as JSON text, and bring it back', () => {
    const value = { method: { kind: 'from the future', x: 1 }, tags: 'not a list' };
    expect(through(odd, value).params).toEqual(value);
    expect(through(odd, { unknown: 1 }).params).toEqual({ unknown: 1 });
  });

  it('say where a number is out of its range, and keep its letters', () => {
    const field = fieldOf(schemaOf(z.strictObject({ n: z.int().min(1).max(9), x: z.number() })));
    const draft = startingDraft(field, {}, true);
    const typed = (n: string, x: string) =>
      toParams(
        field,
        { kind: 'group', fields: { n: { kind: 'text', text: n }, x: { kind: 'text', text: x } } },
        emptyScope,
      );
    expect(toParams(field, draft, emptyScope).issues.map((issue) => issue.message)).toEqual([
      'Give a number.',
      'Give a number.',
    ]);
    expect(typed('10', 'abc').issues).toEqual([
      { path: ['n'], message: 'Give a number of at least 1 and at most 9.', wrong: true },
      { path: ['x'], message: 'This is not a number.', wrong: true },
    ]);
    expect(typed('1.5', '−2').issues).toEqual([
      { path: ['n'], message: 'Give a whole number.', wrong: true },
    ]);
    expect(typed('3', '1e3').params).toEqual({ n: 3, x: 1000 });
  });

  it('add nothing to a step whose keys are left to their defaults', () => {
    const type = z.strictObject({ on: z.boolean().default(true), n: z.int().default(3) });
    expect(through(type, {}).params).toEqual({});
    expect(through(type, { on: true }).params).toEqual({ on: true });
  });

  it('leave out what its sibling makes meaningless', () => {
    const type = z.strictObject({
      with: z.enum(['constant', 'mean']),
      value: z.string().meta({ when: { with: ['constant'] } }),
    });
    const field = fieldOf(schemaOf(type));
    const read = (choice: string) =>
      toParams(
        field,
        {
          kind: 'group',
          fields: {
            with: { kind: 'choice', value: choice },
            value: { kind: 'text', text: 'kept' },
          },
        },
        emptyScope,
      ).params;
    expect(read('mean')).toEqual({ with: 'mean' });
    expect(read('constant')).toEqual({ with: 'constant', value: 'kept' });
  });

  it('never end for a schema that holds itself', () => {
    interface Tree {
      readonly children: readonly Tree[];
    }
    const tree: z.ZodType<Tree> = z.lazy(() => z.strictObject({ children: z.array(tree) }));
    const value = { tree: { children: [{ children: [] }] } };
    expect(through(z.strictObject({ tree }), value).params).toEqual(value);
  });
});

it.each([
  ['maxCategories', 'Max categories'],
  ['count_distinct', 'Count distinct'],
  ['drop-row', 'Drop row'],
  ['as', 'As'],
])('the words of %s', (key, expected) => {
  expect(words(key)).toBe(expected);
});
