import type { ProfileValue, TopValue } from '../../../shared/profile/columnProfile.ts';
import type { ColumnDetails } from '../../../shared/profile/columnDetails.ts';

/**
 * Details of a sample as estimates of the whole: counts and sums times `factor`, each part an
 * `estimate`. What says nothing about the whole (gaps, order of rows) is left out.
 */
export function scaleDetails(details: ColumnDetails, factor: number): ColumnDetails {
  const { numbers, text, dates, nested, values, missingNumbers, uniqueness, ...rest } = details;
  const many = (count: number): number => Math.round(count * factor);
  const counted = <T extends { readonly count: number }>(list: readonly T[]): T[] =>
    list.map((one) => ({ ...one, count: many(one.count) }));
  const top = (list: readonly TopValue[]): TopValue[] => counted(list);
  const parts = {
    ...(uniqueness !== undefined && { uniqueness }),
    ...(values && { values: { top: top(values.top), other: many(values.other) } }),
    ...(missingNumbers && { missingNumbers: top(missingNumbers) }),
    ...(numbers && {
      numbers: {
        ...numbers,
        ...(numbers.sum !== undefined && { sum: scaledSum(numbers.sum, factor) }),
        zeros: many(numbers.zeros),
        negatives: many(numbers.negatives),
        ...(numbers.whole !== undefined && { whole: many(numbers.whole) }),
        ...(numbers.outliers && {
          outliers: {
            ...numbers.outliers,
            below: many(numbers.outliers.below),
            above: many(numbers.outliers.above),
          },
        }),
        ...(numbers.farOut !== undefined && { farOut: many(numbers.farOut) }),
      },
    }),
    ...(text && {
      text: {
        ...scaleText(text, many),
        empty: many(text.empty),
        blank: many(text.blank),
        padded: many(text.padded),
        lengths: text.lengths,
        lengthHistogram: counted(text.lengthHistogram),
      },
    }),
    ...(dates && {
      dates: {
        granularity: dates.granularity,
        histogram: counted(dates.histogram),
        weekdays: dates.weekdays.map(many),
        ...(dates.hours && { hours: dates.hours.map(many) }),
        future: many(dates.future),
        implausible: many(dates.implausible),
      },
    }),
    ...(nested && {
      nested: {
        ...nested,
        ...(nested.empty !== undefined && { empty: many(nested.empty) }),
        ...(nested.keys && { keys: counted(nested.keys) }),
      },
    }),
  };
  const names = Object.keys(parts);
  const basis = Object.fromEntries([...names, 'filled'].map((name) => [name, 'estimate'] as const));
  return { ...rest, filled: many(rest.filled), ...parts, basis };
}

type Text = NonNullable<ColumnDetails['text']>;

/** The parts of a text's details that may come from a sample of the values, with other counts. */
export function scaleText<T extends TextShapes>(text: T, many: (count: number) => number): T {
  const counted = <C extends { readonly count: number }>(list: readonly C[]): C[] =>
    list.map((one) => ({ ...one, count: many(one.count) }));
  const { characters: c } = text;
  return {
    ...text,
    characters: {
      letters: many(c.letters),
      digits: many(c.digits),
      spaces: many(c.spaces),
      punctuation: many(c.punctuation),
      upper: many(c.upper),
      lower: many(c.lower),
      nonAscii: many(c.nonAscii),
      control: many(c.control),
    },
    patterns: counted(text.patterns),
    kinds: counted(text.kinds),
    leadingZeros: many(text.leadingZeros),
    missingWords: counted(text.missingWords),
    zones: counted(text.zones),
    ...(text.dateFormats && { dateFormats: counted(text.dateFormats) }),
  };
}

/** The parts that are told by looking at the characters of values. */
export type TextShapes = Pick<
  Text,
  'characters' | 'patterns' | 'kinds' | 'leadingZeros' | 'missingWords' | 'zones' | 'dateFormats'
>;

function scaledSum(sum: ProfileValue, factor: number): ProfileValue {
  const number = Number(sum) * factor;
  return Number.isFinite(number) ? number : sum;
}
