import type { SemanticKind, TextDetails } from '../../../src/shared/profile/columnDetails.ts';
import { integer } from '../../ui/format.ts';
import { valueLabel } from '../header/pictureOf.ts';
import { equalTo } from './equalTo.ts';
import type { ColumnKnowledge } from './figureList.ts';
import type { Share } from './share.ts';

const kindWords: Readonly<Record<SemanticKind, string>> = {
  email: 'E-mail address',
  url: 'URL',
  uuid: 'UUID',
  ipv4: 'IPv4 address',
  ipv6: 'IPv6 address',
  phone: 'Phone number',
  'credit-card': 'Card number',
  iban: 'IBAN',
  date: 'Date',
  timestamp: 'Date and time',
  integer: 'Whole number',
  decimal: 'Number',
  boolean: 'True or false',
  json: 'JSON',
  country: 'Country code',
  currency: 'Currency code',
  latitude: 'Latitude',
  longitude: 'Longitude',
};

const characterWords: readonly (readonly [keyof TextDetails['characters'], string])[] = [
  ['letters', 'Letters'],
  ['upper', 'Upper case'],
  ['lower', 'Lower case'],
  ['digits', 'Digits'],
  ['spaces', 'Spaces'],
  ['punctuation', 'Punctuation'],
  ['nonAscii', 'Beyond ASCII'],
  ['control', 'Control characters'],
];

/** The most frequent values and one line for all others; of the best tier that is here. */
export function valueShares({ name, type, known, details }: ColumnKnowledge): readonly Share[] {
  const values = details?.column.values;
  const top = values?.top ?? known?.column.top ?? [];
  if (top.length === 0) return [];
  const shares = top.map(({ value, count }): Share => ({
    label: valueLabel(value),
    count,
    rows: equalTo(name, type, value),
  }));
  const taken = top.reduce((sum, { count }) => sum + count, 0);
  const filled = known ? known.rows - known.column.nulls : (details?.column.filled ?? taken);
  const other = values?.other ?? Math.max(0, filled - taken);
  if (other === 0) return shares;
  const others = known ? known.column.distinct - top.length : 0;
  const label = others > 0 ? `${integer(others)} other values` : 'Other values';
  return [...shares, { label, count: other, rest: true }];
}

/** What text looks like it holds, most frequent first. */
export function kindShares(text: TextDetails): readonly Share[] {
  return [...text.kinds]
    .sort((a, b) => b.count - a.count)
    .map(({ kind, count }) => ({ label: kindWords[kind], count }));
}

/** Values with at least one character of a class. */
export function characterShares(text: TextDetails): readonly Share[] {
  return characterWords
    .map(([key, label]) => ({ label, count: text.characters[key] }))
    .filter(({ count }) => count > 0);
}

/** The commonest shapes of text. */
export function patternShares({ patterns }: TextDetails): readonly Share[] {
  return patterns.map(({ name, count }) => ({ label: valueLabel(name), count }));
}
