import {
  dateFigures,
  groupOf,
  nestedFigures,
  numberFigures,
  outlierFigures,
  overviewFigures,
  textFigures,
} from './columnFigures.ts';
import { characterShares, kindShares, patternShares, valueShares } from './columnShares.ts';
import type { CopiedPart } from './copyFigures.ts';
import type { ColumnKnowledge } from './figureList.ts';

/** Everything that the panel shows of a column, in its order. */
export function allFigures(of: ColumnKnowledge): readonly CopiedPart[] {
  const text = of.details?.column.text;
  const parts: CopiedPart[] = [{ title: 'Overview', figures: overviewFigures(of) }];
  switch (groupOf(of.type)) {
    case 'numbers':
      parts.push({ title: 'Numbers', figures: numberFigures(of) });
      parts.push({ title: 'Outliers', figures: outlierFigures(of) });
      break;
    case 'text':
      parts.push({ title: 'Text', figures: textFigures(of) });
      if (text) {
        parts.push({ title: 'Looks like', shares: kindShares(text) });
        parts.push({ title: 'Pattern', shares: patternShares(text) });
        parts.push({ title: 'Values with', shares: characterShares(text) });
      }
      break;
    case 'dates':
      parts.push({ title: 'Dates', figures: dateFigures(of) });
      break;
    case 'nested':
      parts.push({ title: 'Nested', figures: nestedFigures(of) });
      break;
    case undefined:
      break;
  }
  parts.push({ title: 'Value', shares: valueShares(of) });
  return parts;
}
