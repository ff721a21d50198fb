import type {
  Basis,
  ColumnProfile,
  HistogramBin,
  Quantiles,
  TopValue,
} from '../../shared/contracts/engine.ts';
import { formatType } from '../sql/types.ts';
import { isNumeric } from './column.ts';
import type { ProfiledColumn } from './column.ts';
import type { Overview } from './overview.ts';
import { figure, profileValue } from './profileValue.ts';

/** What the scans of one column found besides its overview. */
export interface Figures {
  readonly distinct: number;
  /** Values that occur once, for the estimate from a sample. */
  readonly once?: number;
  /** The distinct count is the estimate by hash sampling. */
  readonly sketch?: boolean;
  readonly top?: readonly TopValue[];
  readonly std?: number;
  readonly quantiles?: Quantiles;
  readonly histogram?: readonly HistogramBin[];
}

/**
 * The column as `profile --json` shows it. Where the scans saw `overview.rows` of more rows, counts
 * are scaled up and every figure is an estimate; distinct values follow the estimator GEE (Charikar
 * et al., Towards Estimation Error Guarantees for Distinct Values, 2000).
 */
export function columnResult(
  column: ProfiledColumn,
  overview: Overview,
  rows: number,
  figures: Figures,
): ColumnProfile {
  const factor = overview.rows === 0 ? 1 : rows / overview.rows;
  const scaled = (count: number): number => Math.round(count * factor);
  const distinct =
    factor === 1
      ? figures.distinct
      : Math.round(figures.distinct + (Math.sqrt(factor) - 1) * (figures.once ?? 0));
  const float = column.family === 'float';
  const known: Omit<ColumnProfile, 'name' | 'type' | 'basis'> = {
    nulls: scaled(overview.rows - overview.filled),
    distinct: Math.min(distinct, rows),
    ...(float && { nans: scaled(overview.nans), infinities: scaled(overview.infinities) }),
    ...optional('min', overview.min, (text) => profileValue(column.type, text)),
    ...optional('max', overview.max, (text) => profileValue(column.type, text)),
    ...(isNumeric(column) && optional('mean', overview.mean, figure)),
    ...optional('std', figures.std, figure),
    ...(figures.quantiles && Object.keys(figures.quantiles).length > 0
      ? { quantiles: figures.quantiles }
      : {}),
    ...(figures.top && {
      top: figures.top.map(({ value, count }) => ({ value, count: scaled(count) })),
    }),
    ...(figures.histogram && {
      histogram: figures.histogram.map((bin) => ({ ...bin, count: scaled(bin.count) })),
    }),
  };
  const basis = Object.fromEntries(
    Object.keys(known).map((name): [string, Basis] => {
      if (factor !== 1) return [name, 'estimate'];
      return [name, name === 'distinct' && figures.sketch === true ? 'sketch ±3%' : 'exact'];
    }),
  );
  return { name: column.name, type: formatType(column.type), ...known, basis };
}

/** `{name: shown}`, or nothing for a figure that does not apply. */
function optional<K extends string, T, V>(
  name: K,
  value: T | undefined,
  show: (value: T) => V | undefined,
): Partial<Record<K, V>> {
  const shown = value === undefined ? undefined : show(value);
  // SAFETY: the object has exactly this one key or none.
  return (shown === undefined ? {} : { [name]: shown }) as Partial<Record<K, V>>;
}
