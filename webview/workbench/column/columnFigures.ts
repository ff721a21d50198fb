import type { ColumnType } from '../../../src/shared/columnType.ts';
import type { Condition, ConditionTest } from '../../../src/shared/condition.ts';
import type { ColumnProfile } from '../../../src/shared/profile/columnProfile.ts';
import type { Json } from '../../../src/shared/json.ts';
import { bytes, percent } from '../../ui/format.ts';
import { testsFor } from '../form/model/conditionWords.ts';
import type { Figure } from './figure.ts';
import { FigureList } from './figureList.ts';
import type { ColumnKnowledge } from './figureList.ts';
import { roundedText } from './figureText.ts';

/** Rows, missing, distinct: what every column has. */
export function overviewFigures(of: ColumnKnowledge): readonly Figure[] {
  const { name } = of;
  const list = new FigureList(of)
    .first('Rows', 'rows', (_, rows) => rows)
    .first('Distinct', 'distinct', ({ distinct }) => distinct)
    .first('Missing', 'nulls', ({ nulls }) => nulls, { rows: { column: name, is: 'is-null' } })
    .first('Missing share', 'nulls', ({ nulls }, rows) => percent(rows === 0 ? 0 : nulls / rows))
    .first('NaN', 'nans', ({ nans }) => nans, { rows: { column: name, is: 'is-nan' } })
    .first('Infinite', 'infinities', ({ infinities }) => infinities)
    .second('Unique share', 'uniqueness', ({ uniqueness }) =>
      uniqueness === undefined ? undefined : percent(uniqueness),
    )
    .second('On disk', 'bytes', (details) =>
      details.bytes === undefined ? undefined : bytes(details.bytes),
    );
  // That there are no NaN is no news, but for a place that is kept.
  return list.figures.filter(
    ({ label, value }) => !(label === 'NaN' || label === 'Infinite') || (value ?? '0') !== '0',
  );
}

/** Range, moments and quantiles of a column with an order. */
export function numberFigures(of: ColumnKnowledge): readonly Figure[] {
  const { name, type } = of;
  const when = (is: ConditionTest, value: Json): Condition | undefined =>
    testsFor(type).includes(is) ? { column: name, is, value } : undefined;
  const quantile = (key: 'p1' | 'p5' | 'p25' | 'p50' | 'p75' | 'p95' | 'p99') => {
    return (profile: ColumnProfile) => profile.quantiles?.[key];
  };
  const derived = { rounded: true };
  return new FigureList(of)
    .first('Min', 'min', ({ min }) => min)
    .first('Max', 'max', ({ max }) => max)
    .first('Mean', 'mean', ({ mean }) => mean, derived)
    .first('Std', 'std', ({ std }) => std, derived)
    .first('Median', 'quantiles', quantile('p50'), derived)
    .second('IQR', 'numbers.iqr', ({ numbers }) => numbers?.iqr, derived)
    .first('25 %', 'quantiles', quantile('p25'), derived)
    .first('75 %', 'quantiles', quantile('p75'), derived)
    .first('5 %', 'quantiles', quantile('p5'), derived)
    .first('95 %', 'quantiles', quantile('p95'), derived)
    .first('1 %', 'quantiles', quantile('p1'), derived)
    .first('99 %', 'quantiles', quantile('p99'), derived)
    .second('Skewness', 'numbers.skewness', ({ numbers }) => numbers?.skewness, derived)
    .second('Kurtosis', 'numbers.kurtosis', ({ numbers }) => numbers?.kurtosis, derived)
    .second('Variance', 'numbers.variance', ({ numbers }) => numbers?.variance, derived)
    .second('Sum', 'numbers.sum', ({ numbers }) => numbers?.sum)
    .second('Zeros', 'numbers.zeros', ({ numbers }) => numbers?.zeros, { rows: when('equals', 0) })
    .second('Negative', 'numbers.negatives', ({ numbers }) => numbers?.negatives, {
      rows: when('less', 0),
    })
    .second('Whole', 'numbers.whole', ({ numbers }) => numbers?.whole)
    .second('MAD', 'numbers.mad', ({ numbers }) => numbers?.mad, derived).figures;
}

/** Values outside Tukey's fences, and those that are far out by the robust z. */
export function outlierFigures(of: ColumnKnowledge): readonly Figure[] {
  const { name, details } = of;
  const fences = details?.column.numbers?.outliers;
  if (!fences) return [];
  const { low, high } = fences;
  const path = 'numbers.outliers';
  return new FigureList(of)
    .second(`Below ${roundedText(low)}`, path, () => fences.below, {
      rows: { column: name, is: 'less', value: low },
    })
    .second(`Above ${roundedText(high)}`, path, () => fences.above, {
      rows: { column: name, is: 'greater', value: high },
    })
    .second('Far out', 'numbers.farOut', ({ numbers }) => numbers?.farOut).figures;
}

/** Empty, blank and padded text, and lengths. */
export function textFigures(of: ColumnKnowledge): readonly Figure[] {
  const { name } = of;
  return new FigureList(of)
    .second('Empty', 'text.empty', ({ text }) => text?.empty, {
      rows: { column: name, is: 'is-empty' },
    })
    .second('Blank', 'text.blank', ({ text }) => text?.blank)
    .second('Padded', 'text.padded', ({ text }) => text?.padded)
    .second('Leading zeros', 'text.leadingZeros', ({ text }) => text?.leadingZeros)
    .second('Shortest', 'text.lengths', ({ text }) => text?.lengths.min)
    .second('Longest', 'text.lengths', ({ text }) => text?.lengths.max)
    .second('Mean length', 'text.lengths', ({ text }) => text?.lengths.mean, { rounded: true })
    .figures;
}

/** Range and regularity of dates. */
export function dateFigures(of: ColumnKnowledge): readonly Figure[] {
  return new FigureList(of)
    .first('First', 'min', ({ min }) => min)
    .first('Last', 'max', ({ max }) => max)
    .second('Granularity', 'dates.granularity', ({ dates }) => dates?.granularity)
    .second('In the future', 'dates.future', ({ dates }) => dates?.future)
    .second('Implausible', 'dates.implausible', ({ dates }) => dates?.implausible)
    .second('Out of order', 'dates.unordered', ({ dates }) => dates?.unordered).figures;
}

/** Lengths of lists and maps. */
export function nestedFigures(of: ColumnKnowledge): readonly Figure[] {
  return new FigureList(of)
    .second('Empty', 'nested.empty', ({ nested }) => nested?.empty)
    .second('Shortest', 'nested.lengths', ({ nested }) => nested?.lengths?.min)
    .second('Longest', 'nested.lengths', ({ nested }) => nested?.lengths?.max)
    .second('Mean length', 'nested.lengths', ({ nested }) => nested?.lengths?.mean, {
      rounded: true,
    }).figures;
}

/** Which groups of figures a type has. */
export function groupOf(type: ColumnType): 'numbers' | 'text' | 'dates' | 'nested' | undefined {
  switch (type.kind) {
    case 'int8':
    case 'int16':
    case 'int32':
    case 'int64':
    case 'float32':
    case 'float64':
    case 'decimal':
      return 'numbers';
    case 'text':
      return 'text';
    case 'date':
    case 'timestamp':
    case 'timestamptz':
    case 'timestamp_ns':
      return 'dates';
    case 'list':
    case 'struct':
    case 'map':
      return 'nested';
    default:
      return undefined;
  }
}
