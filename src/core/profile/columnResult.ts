import type {
  Basis,
  ColumnProfile,
  HistogramBin,
  Quantiles,
  TopValue,
} from '../../shared/profile/columnProfile.ts';
import { formatType } from '../sql/types.ts';
import { isNumeric } from './column.ts';
import type { ProfiledColumn } from './column.ts';
import { distinctEstimate } from './distinctEstimate.ts';
import type { SampledValues } from './distinctEstimate.ts';
import type { Overview } from './overview.ts';
import { figure, profileValue } from './profileValue.ts';
import type { Vouched } from './vouched.ts';

/** How often a value must occur in a sample to be named as a frequent one. */
const SEEN = 8;

/** What the scans of one column found. */
export interface Figures {
  readonly overview: Overview;
  /** The distinct count is the estimate by hash sampling. */
  readonly sketch?: boolean;
  readonly top?: readonly TopValue[];
  readonly std?: number;
  readonly quantiles?: Quantiles;
  readonly histogram?: readonly HistogramBin[];
}

/** Which rows the scans saw. */
export interface Seen {
  readonly rows: number;
  /** Rows of the whole; more than `rows` where it was a sample. */
  readonly total: number;
  /** How the values of a sample lie in its units; by rows where absent. */
  readonly units?: Pick<SampledValues, 'once' | 'twice' | 'units'>;
}

/**
 * The column as `profile --json` shows it. Of a sample counts are scaled up, distinct values are
 * estimated, and all is marked as an estimate but for what a footer vouches for.
 */
export function columnResult(
  column: ProfiledColumn,
  figures: Figures,
  seen: Seen,
  vouched: Vouched = {},
): ColumnProfile {
  const { overview } = figures;
  const isWhole = seen.rows === seen.total;
  const factor = seen.rows === 0 ? 1 : seen.total / seen.rows;
  const scaled = (count: number): number => Math.round(count * factor);
  const nulls = vouched.nulls ?? scaled(seen.rows - overview.filled);
  const distinct = isWhole ? overview.distinct : distinctOf(overview, seen);
  const min = vouched.min ?? overview.min;
  const max = vouched.max ?? overview.max;
  const float = column.family === 'float';
  // Of rare values a sample names those that happened to be drawn, and far too high.
  const top = isWhole ? figures.top : figures.top?.filter(({ count }) => count >= SEEN);
  const known: Omit<ColumnProfile, 'name' | 'type' | 'basis'> = {
    nulls,
    distinct: Math.min(distinct, seen.total - nulls),
    ...(float && { nans: scaled(overview.nans), infinities: scaled(overview.infinities) }),
    ...optional('min', min, (text) => profileValue(column.type, text)),
    ...optional('max', max, (text) => profileValue(column.type, text)),
    ...(isNumeric(column) && optional('mean', overview.mean, figure)),
    ...optional('std', figures.std, figure),
    ...(figures.quantiles && Object.keys(figures.quantiles).length > 0
      ? { quantiles: figures.quantiles }
      : {}),
    ...(top && { top: top.map(({ value, count }) => ({ value, count: scaled(count) })) }),
    ...(figures.histogram && {
      histogram: figures.histogram.map((bin) => ({ ...bin, count: scaled(bin.count) })),
    }),
  };
  const basisOf = (name: string): Basis => {
    if (name in vouched) return 'exact';
    if (!isWhole) return 'estimate';
    return name === 'distinct' && figures.sketch === true ? 'sketch ±3%' : 'exact';
  };
  const basis = Object.fromEntries(Object.keys(known).map((name) => [name, basisOf(name)]));
  return { name: column.name, type: formatType(column.type), ...known, basis };
}

function distinctOf(
  { distinct, once, twice, filled }: Overview,
  { rows, total, units }: Seen,
): number {
  const share = rows / total;
  return distinctEstimate({ distinct, ...(units ?? { once, twice, units: filled }), share });
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
