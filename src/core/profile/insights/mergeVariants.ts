import type { Finding } from './define.ts';
import type { Variants } from './categories.ts';
import { rowsOf } from './categories.ts';
import { isOneOf, nameText, quotedText } from './expressionText.ts';
import { grouped, listed, rowsAndShare, shown } from './figures.ts';
import { formula } from './fixes.ts';
import { detailsBasis } from './insightColumn.ts';
import type { InsightColumn } from './insightColumn.ts';

/** The finding that values are written in several ways, with the step that writes them in one. */
export function mergeVariants(
  column: InsightColumn,
  variants: readonly Variants[],
  how: string,
): Finding {
  const { name, rows } = column;
  const count = rowsOf(variants);
  const basis = detailsBasis(column, 'values');
  const branches = variants.map(
    ({ kept, others }) =>
      `when ${isOneOf(
        name,
        others.map(({ value }) => value),
      )} then ${quotedText(kept)}`,
  );
  const [first] = variants;
  const example = first
    ? listed([first.kept, ...first.others.map(({ value }) => value)].map((value) => `“${value}”`))
    : '';
  return {
    severity: 'medium',
    columns: [name],
    message: `${shown(name)} writes the same in several ways (${how}) in ${rowsAndShare(count, rows, basis)}: ${example}.`,
    evidence: variants.slice(0, 10).map(({ kept, others }) => ({
      label: shown(kept),
      value: others.map((other) => `${shown(other.value)} (${grouped(other.count)})`).join(', '),
    })),
    share: count / rows,
    basis,
    rows: {
      column: name,
      is: 'in',
      value: variants.flatMap(({ others }) => others.map(({ value }) => value)),
    },
    fixes: [
      formula(
        'Write each in its most frequent way',
        name,
        `case ${branches.join(' ')} else ${nameText(name)} end`,
      ),
    ],
  };
}
