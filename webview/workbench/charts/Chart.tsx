import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { ChartSpec } from '../../../src/core/charts/chartSpec.ts';
import { isCancelled, toAppError } from '../../../src/shared/errors.ts';
import { chartConfig } from './chartConfig.ts';
import type { DrawnChart } from './chartDrawer.ts';
import { loadDrawer } from './loadDrawer.ts';
import { useTheme } from './useTheme.ts';

interface ChartProps {
  readonly spec: ChartSpec;
  /** A mark was clicked. What it does must be there for the keyboard, too, beside the chart. */
  readonly onPick?: (datum: Readonly<Record<string, unknown>>) => void;
}

/** Draws a specification in the theme's colours, as wide as there is room. */
export function Chart({ spec, onPick }: ChartProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const theme = useTheme();
  const [failure, setFailure] = useState<string>();
  const pick = useEffectEvent((datum: Readonly<Record<string, unknown>>) => {
    onPick?.(datum);
  });
  useEffect(() => {
    const node = box.current;
    if (!node) return;
    let drawn: DrawnChart | undefined;
    let gone = false;
    let width = node.clientWidth;
    const observer = new ResizeObserver(() => {
      const now = node.clientWidth;
      if (now === width || now === 0) return;
      width = now;
      drawn?.resize(now);
    });
    observer.observe(node);
    loadDrawer()
      .then((draw) => (gone ? undefined : draw(node, spec, chartConfig(), width, pick)))
      .then((chart) => {
        if (gone) chart?.dispose();
        else drawn = chart;
        setFailure(undefined);
      })
      .catch((error: unknown) => {
        if (!isCancelled(error)) setFailure(toAppError(error).message);
      });
    return () => {
      gone = true;
      observer.disconnect();
      drawn?.dispose();
    };
  }, [spec, theme]);
  const { height } = spec;
  return (
    <>
      <div
        ref={box}
        className="chart"
        role="img"
        aria-label={typeof spec['description'] === 'string' ? spec['description'] : 'Chart'}
        style={{ minHeight: typeof height === 'number' ? height + 22 : 142 }}
      />
      {failure === undefined ? null : <p className="column-hint">{failure}</p>}
    </>
  );
}
