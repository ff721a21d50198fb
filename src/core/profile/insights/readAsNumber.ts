import type { InsightFix } from '../../../shared/profile/insight.ts';
import { nameText, quotedText } from './expressionText.ts';
import { changeType, formula } from './fixes.ts';
import type { InsightColumn } from './insightColumn.ts';
import { countOfKind, meaningful, numberCount } from './textShares.ts';

/** A number as people write it: `$1,859.70`, `(12.5)`, `12 %`, `-1e5`, `1.234,50 €`. */
const writtenNumber =
  '^\\s*\\(?\\s*[-+]?\\s*[$€£¥]?\\s*[-+]?[0-9][0-9,.\u00a0 ]*([eE][-+]?[0-9]+)?\\s*[%€$£¥]?\\s*\\)?\\s*$';

/** The same of a shape, in which every digit is a 9; without plain ones, which are counted apart. */
const writtenShape = /^\s*\(?\s*[-+]?\s*[$€£¥]?\s*[-+]?9[9,.\u00a0 ]*\s*[%€$£¥]?\s*\)?\s*$/;
const plainShape = /^\s*[-+]?(9+\.?9*|\.9+)\s*$/;
/** Points between groups of digits that are no number: addresses, versions, dates. */
const grouping = /^\D*9+([.,\u00a0 ]9{3})*([.,]9+)?\D*$/;

/** Values that read as numbers, those with signs of currency, thousands or percent among them. */
export interface NumbersInText {
  readonly count: number;
  /** How many of them a plain cast would lose. */
  readonly decorated: number;
}

/** Counts the numbers among the values of a text column. */
export function numbersInText(column: InsightColumn): NumbersInText {
  const plain = numberCount(column);
  const decorated = (column.details?.text?.patterns ?? [])
    .filter(({ name }) => isDecorated(name))
    .reduce((sum, { count }) => sum + count, 0);
  const all = meaningful(column);
  return { count: Math.min(all, plain + decorated), decorated: Math.min(decorated, all - plain) };
}

/** The steps that make a text column one of numbers; what is none becomes null. */
export function numberFixes(column: InsightColumn): readonly InsightFix[] {
  const { decorated } = numbersInText(column);
  const { name } = column;
  if (decorated <= 0) {
    const whole = countOfKind(column, 'integer') >= numberCount(column);
    const type = whole ? 'int64' : 'float64';
    return [changeType(`Change to ${type}`, name, type)];
  }
  const value = nameText(name);
  const minus = `case when regexp_matches(${value}, ${quotedText('^\\s*\\(')}) then '-' else '' end`;
  const [strip, point] = hasDecimalComma(column)
    ? ['[^0-9,eE+-]', `replace(%, ',', '.')`]
    : ['[^0-9.eE+-]', '%'];
  const digits = point.replace('%', () => `regexp_replace(${value}, ${quotedText(strip)}, '')`);
  const read = `case when regexp_matches(${value}, ${quotedText(writtenNumber)}) then try_cast(${minus} || ${digits} as float64) else null end`;
  return [formula('Read as numbers, without their signs', name, read)];
}

/** Rows whose value is no number. */
export function noNumber(name: string): string {
  const value = nameText(name);
  return `${value} is not null and not regexp_matches(${value}, ${quotedText(writtenNumber)})`;
}

function isDecorated(shape: string): boolean {
  return writtenShape.test(shape) && !plainShape.test(shape) && grouping.test(shape);
}

/** `9,9` and `9.999,99` write the fraction after a comma; `9,999` alone is taken as thousands. */
function hasDecimalComma({ details }: InsightColumn): boolean {
  const shapes = (details?.text?.patterns ?? []).filter(({ name }) => isDecorated(name));
  const points = shapes.filter(({ name }) => /\.9{1,2}\D*$|\.9{4,}\D*$|,9{3}\./.test(name));
  const commas = shapes.filter(({ name }) => /,9{1,2}\D*$|,9{4,}\D*$|\.9{3},/.test(name));
  const sum = (list: typeof shapes): number => list.reduce((total, { count }) => total + count, 0);
  return sum(commas) > sum(points);
}
