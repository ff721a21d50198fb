import type { Column } from '../../shared/columnType.ts';
import { isFloat } from '../expression/types.ts';
import { ex, exColumn, exLit, joinEx } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';

/** How values become bins once the edges are known. */
export interface BinParams {
  readonly closed: 'right' | 'left';
  readonly labels: 'ranges' | 'numbers' | 'names';
  readonly names?: readonly string[] | undefined;
  readonly outside: 'missing' | 'clamp' | 'outer';
}

/** Edges of `count` bins of one width; of one value a single bin. */
export function evenEdges(least: number, greatest: number, count: number): readonly number[] {
  const inner = Array.from(
    { length: count - 1 },
    (_, i) => least + ((greatest - least) * (i + 1)) / count,
  );
  return distinctEdges([least, ...inner, greatest]);
}

/** Edges without those that come again; two at least, so that one value makes a bin. */
export function distinctEdges(edges: readonly number[]): readonly number[] {
  const distinct = edges.filter((edge, i) => i === 0 || edge !== edges[i - 1]);
  return distinct.length === 1 ? [...distinct, ...distinct] : distinct;
}

/**
 * The bin of a column's value between ascending edges; null for null, NaN and, with `missing`,
 * values beyond the outermost edges, both of which belong to their bins. Numbers count from 1; an
 * outer bin is 0 and count + 1, or `< least` and `> greatest`.
 */
export function binned(
  { name, type }: Column,
  edges: readonly number[],
  params: BinParams,
  given: boolean,
): ExpressionText {
  const value = exColumn(name);
  const labels = labelsOf(edges, params, given).map((label) => exLit(label));
  const none = ex`null`;
  const [first, last] = [edges[0] ?? 0, edges.at(-1) ?? 0];
  // Whatever is left is beyond the last edge, but NaN, which is greater than infinity.
  const rest = isFloat(type) ? ex`${value} <= ${exLit(Infinity)}` : ex`${value} > ${exLit(last)}`;
  const lower = ex`when ${value} < ${exLit(first)} then`;
  const upper = ex`when ${rest} then`;
  const [below = none, ...others] = labels;
  const [above = none] = others.slice(-1);
  const inner = labels.slice(1, -1).map((label, i) => {
    const edge = edges[i + 1] ?? last;
    const isIn =
      params.closed === 'right' || i === edges.length - 2
        ? ex`${value} <= ${exLit(edge)}`
        : ex`${value} < ${exLit(edge)}`;
    return ex`when ${isIn} then ${label}`;
  });
  const branches = {
    missing: [ex`${lower} null`, ...inner],
    clamp: [...inner, ex`${upper} ${labels.at(-2) ?? none}`],
    outer: [ex`${lower} ${below}`, ...inner, ex`${upper} ${above}`],
  }[params.outside];
  return ex`case ${joinEx(branches, ' ')} end`;
}

/** The labels of all bins, with one for each outer bin around them. */
function labelsOf(
  edges: readonly number[],
  { closed, labels, names = [] }: BinParams,
  given: boolean,
): readonly (string | number)[] {
  const count = edges.length - 1;
  const texts = given ? edges.map(String) : shortTexts(edges);
  const outer = [`< ${texts[0] ?? ''}`, `> ${texts.at(-1) ?? ''}`];
  switch (labels) {
    case 'numbers':
      return Array.from({ length: count + 2 }, (_, i) => i);
    case 'names':
      return [outer[0] ?? '', ...names.slice(0, count), outer[1] ?? ''];
    case 'ranges': {
      const ranges = Array.from({ length: count }, (_, i) => {
        const open = closed === 'right' && i > 0 ? '(' : '[';
        const close = closed === 'left' && i < count - 1 ? ')' : ']';
        return `${open}${texts[i] ?? ''}, ${texts[i + 1] ?? ''}${close}`;
      });
      return [outer[0] ?? '', ...ranges, outer[1] ?? ''];
    }
  }
}

/** Learned edges in as few digits, four at least, as keep them apart. */
function shortTexts(edges: readonly number[]): readonly string[] {
  const wanted = new Set(edges).size;
  for (let digits = 4; digits < 17; digits++) {
    const texts = edges.map((edge) => String(Number(edge.toPrecision(digits))));
    if (new Set(texts).size === wanted) return texts;
  }
  return edges.map(String);
}
