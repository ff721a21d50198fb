import { describe, expect, it } from 'vitest';
import { renamedText } from '../../../src/core/expression/renamedText.ts';
import { carriedNames } from '../../../src/core/recipe/carriedNames.ts';
import { requireRecipe } from '../../../src/core/recipe/document.ts';
import type { Flow } from '../../../src/core/recipe/flow.ts';
import { validateRecipe } from '../../../src/core/recipe/validate.ts';
import type { Json } from '../../../src/shared/json.ts';

interface Step {
  readonly id: string;
  readonly op: string;
  readonly params: Json;
}

function flowOf(steps: readonly Step[]): Flow {
  const types = { city: 'text', km: 'float64', at: 'timestamp' };
  const schema = Object.entries(types).map(([name, type]) => ({ name, type }));
  const people = [
    { name: 'city', type: 'text' },
    { name: 'size', type: 'int64' },
  ];
  const sources = {
    main: { uri: 'a.parquet', format: 'parquet', schema },
    towns: { uri: 'b.parquet', format: 'parquet', schema: people },
  };
  const recipe = requireRecipe(JSON.stringify({ sluice: 1, name: 'r', sources, steps }));
  return validateRecipe(recipe).flow;
}

function carried(before: readonly Step[], after: readonly Step[], id: string): object {
  const { steps, final } = carriedNames(flowOf(before), flowOf(after), id);
  return { steps: Object.fromEntries(steps), final: Object.fromEntries(final) };
}

const renaming: Step = { id: 'r', op: 'rename-column', params: { from: 'city', to: 'the town' } };

describe('names that are carried through later steps', () => {
  it('follow a new renaming: columns, conditions, expressions, keys, not what a step makes', () => {
    const later: Step[] = [
      {
        id: 'f',
        op: 'filter-rows',
        params: {
          where: {
            all: [
              { column: 'city', is: 'equals', value: 'city' },
              { not: { column: 'city', is: 'equals', value: { column: 'city' } } },
              { expression: "lower(city) <> 'city'" },
            ],
          },
        },
      },
      { id: 'x', op: 'formula', params: { column: 'city2', expression: 'city || "city"' } },
      {
        id: 'j',
        op: 'join',
        params: { with: { source: 'towns' }, how: 'left', on: [['city', 'city']] },
      },
      {
        id: 'g',
        op: 'group-aggregate',
        params: { by: ['city'], aggregates: [{ column: 'km', function: 'sum', as: 'city_km' }] },
      },
    ];
    expect(carried(later, [renaming, ...later], 'r')).toEqual({
      steps: {
        f: {
          where: {
            all: [
              { column: 'the town', is: 'equals', value: 'city' },
              { not: { column: 'the town', is: 'equals', value: { column: 'the town' } } },
              { expression: 'lower("the town") <> \'city\'' },
            ],
          },
        },
        x: { column: 'city2', expression: '"the town" || "the town"' },
        j: { with: { source: 'towns' }, how: 'left', on: [['the town', 'city']] },
        g: {
          by: ['the town'],
          aggregates: [{ column: 'km', function: 'sum', as: 'city_km' }],
        },
      },
      final: { city: 'the town' },
    });
  });

  it('follow an edited step, and the columns that later steps name after it', () => {
    const steps = (as: string): Step[] => [
      { id: 'a', op: 'formula', params: { column: as, expression: 'km * 2' } },
      { id: 'b', op: 'absolute-value', params: { columns: ['twice'], suffix: '_abs' } },
      { id: 'c', op: 'drop-columns', params: { columns: ['twice_abs'] } },
    ];
    expect(carried(steps('twice'), steps('double'), 'a')).toEqual({
      steps: {
        b: { columns: ['double'], suffix: '_abs' },
        c: { columns: ['double_abs'] },
      },
      final: { twice: 'double' },
    });
  });

  it('end where the column ends, and where another one takes its name', () => {
    const later: Step[] = [
      { id: 'd', op: 'drop-columns', params: { columns: ['city'] } },
      { id: 'n', op: 'formula', params: { column: 'city', expression: "'x'" } },
      { id: 'u', op: 'change-case', params: { columns: ['city'], to: 'upper' } },
    ];
    expect(carried(later, [renaming, ...later], 'r')).toEqual({
      steps: { d: { columns: ['the town'] } },
      final: {},
    });
  });

  it('are none for a step that makes another column at that place', () => {
    const later: Step[] = [
      { id: 'u', op: 'change-case', params: { columns: ['city'], to: 'upper' } },
    ];
    const split: Step = {
      id: 's',
      op: 'split-column',
      params: { column: 'city', delimiter: ' ', into: ['word'] },
    };
    expect(carried(later, [split, ...later], 's')).toEqual({ steps: {}, final: {} });
  });

  it('keep every other byte of an expression', () => {
    const names = new Map([
      ['date', 'day'],
      ['lower', 'small'],
      ['x', 'a b'],
    ]);
    expect(renamedText("lower( x )  + date '2026-01-01'|| lower ||cast(x as date)", names)).toBe(
      'lower( "a b" )  + date \'2026-01-01\'|| small ||cast("a b" as date)',
    );
    expect(renamedText('x + \'x\' || "date" + :x', names)).toBe('"a b" + \'x\' || "day" + :x');
    expect(renamedText('x + ~', names)).toBe('x + ~');
  });
});
