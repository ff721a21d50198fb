import { useEffect, useState } from 'react';
import { pageCells } from '../../../src/shared/arrow/pageCells.ts';
import { timeSeriesSpec } from '../../../src/core/charts/timeSeriesSpec.ts';
import type { TimePoint } from '../../../src/core/charts/timeSeriesSpec.ts';
import type { ChartSpec } from '../../../src/core/charts/chartSpec.ts';
import { useStore } from '../state/context.ts';
import { unsorted } from '../table/narrowed.ts';
import { useOpenTable } from '../table/tableContext.ts';

/** Rows per period of a date or timestamp column; undefined until they came, or if they cannot. */
export function useSeries(column: string, wanted: boolean): ChartSpec | undefined {
  const { host, fail } = useStore();
  const open = useOpenTable();
  const [found, setFound] = useState<{ readonly of: unknown; readonly spec: ChartSpec }>();
  useEffect(() => {
    if (!open || !wanted) return;
    const controller = new AbortController();
    const table = { key: open.table.key, view: unsorted(open.view) };
    host.series({ table, column }, { signal: controller.signal }).then(
      ({ unit, page }) => {
        setFound({ of: open, spec: timeSeriesSpec(column, unit, pointsOf(page.arrow)) });
      },
      (error: unknown) => {
        if (!controller.signal.aborted) fail(error);
      },
    );
    return () => {
      controller.abort();
    };
  }, [host, fail, open, column, wanted]);
  return found && found.of === open ? found.spec : undefined;
}

function pointsOf(arrow: Uint8Array): readonly TimePoint[] {
  const page = pageCells(arrow);
  const at = page.schema.findIndex(({ name }) => name === 'at');
  const count = page.schema.findIndex(({ name }) => name === 'count');
  return Array.from({ length: page.rows }, (_, row) => {
    const start = page.cell(row, at);
    const text = typeof start === 'string' ? start.replace(' ', 'T') : '';
    return { at: Date.parse(`${text}Z`), count: Number(page.cell(row, count)) };
  }).filter((point) => Number.isFinite(point.at));
}
