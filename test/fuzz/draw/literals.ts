import type { Json } from '../../../src/core/operations/define.ts';
import { parseType } from '../../../src/core/sql/types.ts';
import { drawCell } from './cells.ts';
import type { Draw } from './draw.ts';

/** A value of this type as documents hold it; now and then one that does not fit. */
export function drawLiteral(draw: Draw, type: string): Json {
  if (draw.chance(5)) return draw.one<Json>(['', 'x', 0, 1.5, true]);
  const cell = drawCell(draw, parseType(type), { wild: draw.chance(10) });
  return cell === '-0.0' ? 0 : cell;
}
