import { defineInsight } from './define.ts';
import { grouped, percent, rowsAndShare, shown } from './figures.ts';
import { detailsBasis } from './insightColumn.ts';
import { dateFixes, datesInText } from './readAsDate.ts';
import { noNumber, numberFixes, numbersInText } from './readAsNumber.ts';
import { meaningful } from './textShares.ts';

/**
 * A text column in which a part of the values reads as numbers or dates, and a part does not: two
 * columns in one, or numbers with words among them.
 */
export default defineInsight({
  id: 'mixed-types',
  title: 'Mixed types',
  thresholds: [
    {
      name: 'least',
      means: 'Share of the values that the rarer kind must have.',
      default: 0.05,
      min: 0,
      max: 0.5,
      reason: 'A rarer kind is a stray value, not a second kind of content.',
    },
  ],
  unless: [
    ...['numbers-as-text', 'dates-as-text', 'booleans-as-text', 'leading-zeros', 'identifier'],
    'personal-data',
  ],
  column: (column, t) => {
    const { name, rows } = column;
    const all = meaningful(column);
    if (all === 0) return undefined;
    const isMixed = (count: number): boolean =>
      count / all >= t.least && count / all <= 1 - t.least && count < all;
    const { count: numbers } = numbersInText(column);
    const dates = datesInText(column);
    const basis = detailsBasis(column, 'text.kinds');
    if (isMixed(dates)) {
      const fixes = dates / all >= 0.5 ? dateFixes(column) : [];
      return { ...finding('dates', dates), ...(fixes.length > 0 ? { fixes } : {}) };
    }
    if (!isMixed(numbers)) return undefined;
    const fixes = numbers / all >= 0.5 ? numberFixes(column) : [];
    return { ...finding('numbers', numbers), rows: { expression: noNumber(name) }, fixes };

    function finding(what: string, count: number) {
      return {
        severity: 'medium' as const,
        columns: [name],
        message: `${shown(name)} mixes ${what} with other text: ${rowsAndShare(all - count, rows, basis)} hold no ${what.slice(0, -1)}.`,
        evidence: [
          { label: what === 'dates' ? 'Dates' : 'Numbers', value: grouped(count) },
          { label: 'Other text', value: grouped(all - count) },
          { label: 'Share of others', value: percent((all - count) / all) },
        ],
        share: (all - count) / rows,
        basis,
      };
    }
  },
});
