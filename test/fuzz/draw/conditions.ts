import type { ConditionTest } from '../../../src/shared/condition.ts';
import type { Json } from '../../../src/core/operations/define.ts';
import type { Draw } from './draw.ts';
import { drawExpression } from './expressions.ts';
import { drawLiteral } from './literals.ts';
import type { Surroundings } from './surroundings.ts';

const ordered: readonly ConditionTest[] = [
  ...(['equals', 'not-equals', 'less', 'at-most', 'greater', 'at-least', 'between', 'in'] as const),
  ...(['not-in', 'is-null', 'is-not-null'] as const),
];
const texts: readonly ConditionTest[] = ['contains', 'starts-with', 'ends-with', 'is-empty'];
const times: readonly ConditionTest[] = ['before', 'on-or-before', 'after', 'on-or-after'];
const valueless: readonly ConditionTest[] = ['is-null', 'is-not-null', 'is-nan', 'is-empty'];

/** A condition over the columns: tests that fit their types, and combinations of them. */
export function drawCondition(draw: Draw, around: Surroundings, depth = 0): Json {
  const kind = depth > 1 ? 100 : draw.between(1, 100);
  const more = (): Json => drawCondition(draw, around, depth + 1);
  if (kind <= 10) return { all: Array.from({ length: draw.between(0, 3) }, more) };
  if (kind <= 20) return { any: Array.from({ length: draw.between(0, 3) }, more) };
  if (kind <= 28) return { not: more() };
  if (kind <= 34) return { expression: drawExpression(draw, around, []) };
  return test(draw, around);
}

function test(draw: Draw, around: Surroundings): Json {
  const [column, type] = draw.one(around.columns);
  const is = draw.one([
    ...ordered,
    ...(type === 'text' ? texts : []),
    ...(/^(date|timestamp)/.test(type) ? times : []),
    ...(type.startsWith('float') ? (['is-nan'] as const) : []),
  ]);
  if (valueless.includes(is)) return { column, is };
  const value = (): Json => {
    const chance = draw.between(1, 100);
    if (chance <= 8) {
      const same = around.columns.filter(([, other]) => other === type);
      return { column: draw.one(same)[0] };
    }
    if (chance <= 14 && around.parameters.length > 0)
      return { param: draw.one(around.parameters)[0] };
    return drawLiteral(draw, type);
  };
  if (is === 'between') return { column, is, value: [value(), value()] };
  if (is === 'in' || is === 'not-in') {
    const literals = Array.from({ length: draw.between(0, 3) }, () => drawLiteral(draw, type));
    return { column, is, value: draw.chance(15) ? [...literals, null] : literals };
  }
  return { column, is, value: value() };
}
