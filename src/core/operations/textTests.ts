import { ex, exLit } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { blanks } from './textColumns.ts';

/** What a text can be tested to be, without anything to compare it with. */
export const textTests = [
  'email',
  'url',
  'integer',
  'number',
  'date',
  'ipv4',
  'uuid',
  'digits',
  'letters',
  'letters-and-digits',
  'upper-case',
  'lower-case',
  'blank',
] as const;
/** One of `textTests`. */
export type TextTest = (typeof textTests)[number];

/** A true/false expression; null for a null text. */
export function textTest(test: TextTest, text: ExpressionText): ExpressionText {
  // ﬁ has no capital and no small letter of its own, so both sides must differ for it to have a case.
  if (test === 'upper-case') return ex`(${text} = upper(${text}) and ${text} <> lower(${text}))`;
  if (test === 'lower-case') return ex`(${text} = lower(${text}) and ${text} <> upper(${text}))`;
  const { pattern, ignoreCase } = patternOf(test);
  return ignoreCase
    ? ex`regexp_matches(${text}, ${exLit(pattern)}, 'i')`
    : ex`regexp_matches(${text}, ${exLit(pattern)})`;
}

const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const octet = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const leapYear =
  '(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)';
const monthAndDay = [
  '(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])',
  '(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)',
  '02-(?:0[1-9]|1[0-9]|2[0-8])',
].join('|');
const year = '(?:[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])';

function patternOf(test: Exclude<TextTest, 'upper-case' | 'lower-case'>): {
  readonly pattern: string;
  readonly ignoreCase?: true;
} {
  switch (test) {
    case 'email':
      // As HTML's input of type email has it, and with a point in the domain.
      return { pattern: `^[A-Za-z0-9.!#$%&'*+/=?^_\`{|}~-]+@${label}(?:\\.${label})+$` };
    case 'url':
      return { pattern: '^(?:https?|ftp)://[^\\s/?#]+(?:[/?#]\\S*)?$', ignoreCase: true };
    case 'integer':
      return { pattern: '^[+-]?[0-9]+$' };
    case 'number':
      return { pattern: '^[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?$' };
    case 'date':
      return { pattern: `^(?:${year}-(?:${monthAndDay})|${leapYear}-02-29)$` };
    case 'ipv4':
      return { pattern: `^${octet}(?:\\.${octet}){3}$` };
    case 'uuid':
      return { pattern: '^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$' };
    case 'digits':
      return { pattern: '^[0-9]+$' };
    case 'letters':
      return { pattern: '^[\\p{L}\\p{M}]+$' };
    case 'letters-and-digits':
      return { pattern: '^[\\p{L}\\p{M}\\p{Nd}]+$' };
    case 'blank':
      return { pattern: `^[${blanks}]*$` };
  }
}
