import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { columnFlow } from '../../../src/core/recipe/flow.ts';
import type { Flow } from '../../../src/core/recipe/flow.ts';
import { prefixOf } from '../../../src/core/recipe/prefix.ts';
import type { Recipe, Step } from '../../../src/shared/recipe.ts';
import { validateRecipe } from '../../../src/core/recipe/validate.ts';
import type { Json } from '../../../src/core/operations/define.ts';

const main = [
  { name: 'id', type: 'int64' },
  { name: 'age', type: 'int64' },
  { name: 'day', type: 'date' },
];
const step = (id: string, op: string, params: Json, enabled = true): Step => ({
  id,
  op,
  version: 1,
  params,
  enabled,
  note: '',
});
const recipe = (steps: readonly Step[], rest: Partial<Recipe> = {}): Recipe => ({
  sluice: 1,
  name: 'test',
  parameters: [],
  sources: { main: { uri: 'a.parquet', format: 'parquet', options: {}, schema: main } },
  steps,
  fitted: {},
  checks: [],
  outputs: [],
  ...rest,
});
const flowOf = (value: Recipe): Flow => validateRecipe(value).flow;
const split = (key: string[]): Step =>
  step('split', 'split-dataset', { parts: { train: 0.5, test: 0.5 }, key, seed: 1, as: 'part' });
const fill = step('fill', 'fill-missing', { columns: ['age'], with: 'median' });

describe('columnFlow', () => {
  it('marks the step that broke, and still checks those below', () => {
    const flow = flowOf(
      recipe([
        step('keep', 'select-columns', { columns: ['id', 'day'] }),
        step('gone', 'rename-column', { from: 'age', to: 'years' }),
        step('fine', 'rename-column', { from: 'day', to: 'date' }),
        step('typo', 'rename-column', { form: 'id', to: 'x' }),
        step('what', 'no-such-operation', {}),
      ]),
    );
    expect(flow.problems.map((p) => [p.step, p.path])).toEqual([
      ['gone', '/steps/1/params/from'],
      ['typo', expect.stringMatching(/^\/steps\/3\/params/)],
      ['what', '/steps/4/params'],
    ]);
    expect(flow.schema.map((c) => c.name)).toEqual(['id', 'date']);
  });

  it('leaves a step that is switched off out', () => {
    const off = step('keep', 'select-columns', { columns: ['id'] }, false);
    expect(flowOf(recipe([off])).schema.map((c) => c.name)).toEqual(['id', 'age', 'day']);
  });

  it('carries the row identity only as far as a step needs it', () => {
    const sort = step('sort', 'sort-rows', {
      by: [{ column: 'age', descending: false, nulls: 'last' }],
    });
    const rename = step('rename', 'rename-column', { from: 'age', to: 'years' });
    const flow = flowOf(
      recipe([step('first', 'rename-column', { from: 'id', to: 'key' }), sort, rename]),
    );
    expect(flow.identity).toBe(true);
    expect(flow.steps.map((s) => [s.hiddenIn, s.hiddenOut])).toEqual([
      [true, true],
      [true, false],
      [false, false],
    ]);
    expect(flowOf(recipe([rename])).identity).toBe(false);
  });

  it('asks for a key where a split can no longer go by the rows of the source', () => {
    const group = step('group', 'group-aggregate', {
      by: ['day'],
      aggregates: [{ column: 'id', function: 'count', as: 'n' }],
    });
    expect(flowOf(recipe([split([])])).problems).toEqual([]);
    expect(flowOf(recipe([group, split([])])).problems.map((p) => p.message)).toEqual([
      expect.stringContaining('needs a key'),
    ]);
  });

  it('knows from which part a fitted step learns', () => {
    const flow = flowOf(recipe([split(['id']), fill]));
    expect(flow.steps.at(-1)?.splitAbove).toEqual({ as: 'part', parts: ['train', 'test'] });
    expect(flow.steps.at(-1)?.fit).toBe('missing');
    const renamed = flowOf(
      recipe([split(['id']), step('r', 'rename-column', { from: 'part', to: 'p' }), fill]),
    );
    expect(renamed.steps.at(-1)?.splitAbove).toBeUndefined();
  });
});

describe('prefixOf', () => {
  const base = recipe([split(['id']), fill]);
  const prefix = prefixOf(base, 'fill');

  it.each<[string, Recipe]>([
    ['a note', recipe([{ ...split(['id']), note: 'why' }, fill])],
    ['an id', recipe([{ ...split(['id']), id: 'other' }, fill])],
    [
      'a step below',
      recipe([split(['id']), fill, step('z', 'select-columns', { columns: ['id'] })]),
    ],
    [
      'a step that is switched off',
      recipe([split(['id']), { ...fill, id: 'off', enabled: false }, fill]),
    ],
    [
      'a source that no step reaches',
      { ...base, sources: { ...base.sources, more: { uri: 'b', format: 'csv', options: {} } } },
    ],
    [
      'the order of keys',
      recipe([split(['id']), step('fill', 'fill-missing', { with: 'median', columns: ['age'] })]),
    ],
  ])('does not change with %s', (_what, changed) => {
    expect(prefixOf(changed, 'fill')).toBe(prefix);
  });

  it.each<[string, Recipe]>([
    [
      'the step itself',
      recipe([split(['id']), step('fill', 'fill-missing', { columns: ['age'], with: 'mean' })]),
    ],
    ['a step above', recipe([split(['day']), fill])],
    [
      'a source',
      {
        ...base,
        sources: { main: { uri: 'b.parquet', format: 'parquet', options: {}, schema: main } },
      },
    ],
    ['a parameter', { ...base, parameters: [{ name: 'p', type: 'int64', default: '1' }] }],
  ])('changes with %s', (_what, changed) => {
    expect(prefixOf(changed, 'fill')).not.toBe(prefix);
  });

  it('is the SHA-256 of the canonical JSON, as another program computes it', () => {
    // From Python: hashlib.sha256(json.dumps(…, sort_keys=True, separators=(',', ':')).encode()).
    const plain = recipe([step('a', 'select-columns', { columns: ['id'] })]);
    const text = `{"parameters":[],"sources":{"main":{"format":"parquet","options":{},"schema":[{"name":"id","type":"int64"},{"name":"age","type":"int64"},{"name":"day","type":"date"}],"uri":"a.parquet"}},"steps":[{"op":"select-columns","params":{"columns":["id"]},"version":1}]}`;
    expect(prefixOf(plain, 'a')).toBe(`sha256:${sha256(text)}`);
  });

  it('makes kept values stale when it differs', () => {
    const kept = (at: string | undefined): Recipe => ({
      ...base,
      fitted: { fill: { values: { age: '41' }, on: 'train', snapshot: 's', prefix: at ?? '' } },
    });
    expect(validateRecipe(kept(prefix)).stale).toEqual([]);
    expect(validateRecipe(kept('sha256:0')).stale).toEqual(['fill']);
  });
});

describe('columnFlow without a source', () => {
  it('names the source that a step misses', () => {
    const join = step('j', 'join', { with: { source: 'users' }, how: 'left', on: [['id', 'id']] });
    const flow = columnFlow(recipe([join]), { main: [{ name: 'id', type: { kind: 'int64' } }] });
    expect(flow.problems.map((p) => [p.step, p.message])).toEqual([
      ['j', expect.stringContaining('no source “users”')],
    ]);
  });
});

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
