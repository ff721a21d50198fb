import type { JoinFigures, JoinKind } from '../../shared/joinFigures.ts';

/** Reads the one row of `joinFiguresQuery`, for a kind of join. */
export function decodeJoinFigures(row: readonly number[], how: JoinKind): JoinFigures {
  const [left = 0, right = 0, matchedLeft = 0, matchedRight = 0, ...rest] = row;
  const [leftWithoutKey = 0, rightWithoutKey = 0, pairs = 0, mostRight = 0, repeatedKeys = 0] =
    rest;
  const [leftOnly, rightOnly] = [left - matchedLeft, right - matchedRight];
  const results: Readonly<Record<JoinKind, number>> = {
    inner: pairs,
    left: pairs + leftOnly,
    right: pairs + rightOnly,
    full: pairs + leftOnly + rightOnly,
    semi: matchedLeft,
    anti: leftOnly,
    cross: pairs,
  };
  return {
    ...{ how, left, right, matchedLeft, matchedRight, leftOnly, rightOnly },
    ...{ leftWithoutKey, rightWithoutKey, pairs, result: results[how], mostRight, repeatedKeys },
  };
}
