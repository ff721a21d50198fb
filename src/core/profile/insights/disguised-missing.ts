import type { Condition } from '../../../shared/condition.ts';
import { defineInsight } from './define.ts';
import type { Finding } from './define.ts';
import { isOneOf, nameText, quotedText, replacing } from './expressionText.ts';
import { grouped, listed, percent, rowsAndShare, shown } from './figures.ts';
import { formula } from './fixes.ts';
import { detailsBasis } from './insightColumn.ts';
import type { InsightColumn } from './insightColumn.ts';

/** Nothing but white space; also the empty text. */
const BLANK = '^[\\s\u00a0\u2000-\u200a\u202f\u3000]*$';

/**
 * Values that stand for a gap but are none to a program: blank text, words such as `N/A` and `?`,
 * numbers such as -999. They are counted by the second tier of the profile, which knows the words
 * and takes a number only where it stands apart from the others. After Pearson, The Problem of
 * Disguised Missing Data (SIGKDD Explorations 8.1, 2006).
 */
export default defineInsight({
  id: 'disguised-missing',
  title: 'Disguised missing values',
  thresholds: [
    {
      name: 'share',
      means: 'Columns with a smaller share of such rows are left out.',
      default: 0.001,
      min: 0,
      max: 1,
      reason: 'As for missing values: less than one in a thousand moves no figure.',
    },
    {
      name: 'high',
      means: 'From this share of such rows on the severity is high.',
      default: 0.5,
      min: 0,
      max: 1,
      reason: 'A column that is mostly gaps looks filled until these are made empty.',
    },
  ],
  column: (column, t) => {
    const { rows } = column;
    const found = rows === 0 ? undefined : (texts(column) ?? numbers(column));
    if (!found || found.count / rows < t.share) return undefined;
    const { count, words, what, test, condition } = found;
    const { name } = column;
    const basis = detailsBasis(column, found.part);
    const finding: Finding = {
      severity: count / rows >= t.high ? 'high' : 'medium',
      columns: [name],
      message: `${shown(name)} holds ${what} in place of nothing in ${rowsAndShare(count, rows, basis)}.`,
      evidence: [...words, { label: 'Share', value: percent(count / rows) }],
      share: count / rows,
      basis,
      rows: condition,
      fixes: [formula('Make them empty', name, replacing(name, test, 'null'))],
    };
    return finding;
  },
});

interface Disguised {
  readonly part: string;
  readonly count: number;
  readonly what: string;
  readonly words: readonly { readonly label: string; readonly value: string }[];
  /** An expression, and a condition, that hold for the values. */
  readonly test: string;
  readonly condition: Condition;
}

function texts(column: InsightColumn): Disguised | undefined {
  const { name, details, type } = column;
  if (!details?.text || type.kind !== 'text') return undefined;
  const { empty, blank, missingWords } = details.text;
  // Blank text may be told among the words, too; it is counted once.
  const words = missingWords.filter(({ value, count }) => {
    const word = String(value).trim();
    return word !== '' && !isCode(column, word) && !isAnswer(word, count / details.filled);
  });
  const nothing = empty + blank;
  const count = nothing + words.reduce((sum, word) => sum + word.count, 0);
  if (count === 0) return undefined;
  const values = words.map(({ value }) => String(value));
  const tests = [
    ...(nothing > 0 ? [`regexp_matches(${nameText(name)}, ${quotedText(BLANK)})`] : []),
    ...(values.length > 0 ? [isOneOf(name, values)] : []),
  ];
  const conditions: Condition[] = [
    ...(nothing > 0 ? [{ column: name, is: 'matches', value: BLANK } as const] : []),
    ...(values.length > 0 ? [{ column: name, is: 'in', value: values } as const] : []),
  ];
  const [only] = conditions;
  return {
    part: values.length > 0 ? 'text.missingWords' : 'text.lengths',
    count,
    what: listed([...(nothing > 0 ? ['blank text'] : []), ...values.map((word) => `“${word}”`)]),
    words: [
      ...(empty > 0 ? [{ label: 'Empty text', value: grouped(empty) }] : []),
      ...(blank > 0 ? [{ label: 'Only spaces', value: grouped(blank) }] : []),
      ...words.map((word) => ({ label: shown(String(word.value)), value: grouped(word.count) })),
    ],
    test: tests.join(' or '),
    condition: conditions.length === 1 && only ? only : { any: conditions },
  };
}

/** Among codes of two letters NA is Namibia and ND North Dakota. */
function isCode(column: InsightColumn, word: string): boolean {
  const { details } = column;
  if (!details?.text || !/^[A-Z]{2,3}$/.test(word)) return false;
  const shape = 'A'.repeat(word.length);
  const alike = details.text.patterns.find(({ name }) => name === shape)?.count ?? 0;
  return alike > details.filled / 2;
}

/** Where none is what most rows say (of damage, of side effects), it is an answer. */
function isAnswer(word: string, share: number): boolean {
  return /^none$/i.test(word) && share > 0.5;
}

function numbers({ name, details }: InsightColumn): Disguised | undefined {
  const found = (details?.missingNumbers ?? []).filter(({ value }) =>
    /^-?\d+(\.\d+)?$/.test(String(value)),
  );
  if (found.length === 0) return undefined;
  const values = found.map(({ value }) => String(value));
  return {
    part: 'missingNumbers',
    count: found.reduce((sum, { count }) => sum + count, 0),
    what: listed(values),
    words: found.map(({ value, count }) => ({ label: String(value), value: grouped(count) })),
    test: `${nameText(name)} in (${values.join(', ')})`,
    condition: { column: name, is: 'in', value: found.map(({ value }) => value) },
  };
}
