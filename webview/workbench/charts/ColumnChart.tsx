import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Column } from '../../../src/shared/columnType.ts';
import type { KnownProfile } from '../table/profileCache.ts';
import { Chart } from './Chart.tsx';
import './chart.css';
import { chartFor, isTemporal } from './chartFor.ts';
import { useSeries } from './useSeries.ts';

interface ColumnChartProps {
  readonly column: Column;
  readonly known: KnownProfile | undefined;
}

/** The chosen column's picture: values over time, a histogram, or the most frequent values. */
export function ColumnChart({ column, known }: ColumnChartProps): ReactNode {
  const temporal = isTemporal(column);
  const series = useSeries(column.name, temporal);
  const own = useMemo(() => (known ? chartFor(known) : undefined), [known]);
  const spec = temporal ? series : own;
  if (spec) return <Chart spec={spec} />;
  return known && !temporal ? null : <div className="chart is-waiting" />;
}
