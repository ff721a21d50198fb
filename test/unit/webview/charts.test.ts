import { describe, expect, it } from 'vitest';
import { compile } from 'vega-lite';
import type { TopLevelSpec } from 'vega-lite';
import { parse, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import type { ChartSpec } from '../../../src/core/charts/chartSpec.ts';
import { histogramSpec } from '../../../src/core/charts/histogramSpec.ts';
import { timeSeriesSpec } from '../../../src/core/charts/timeSeriesSpec.ts';
import { topValuesSpec } from '../../../src/core/charts/topValuesSpec.ts';

/** Draws a chart as a webview does: no code is made from text. Warnings of the compiler are faults. */
async function svg(spec: ChartSpec): Promise<string> {
  const warnings: unknown[] = [];
  const warn = (...words: readonly unknown[]) => {
    warnings.push(words);
    return logger;
  };
  const logger = {
    level: () => logger,
    error: warn,
    warn,
    info: () => logger,
    debug: () => logger,
  };
  // SAFETY: that this is a specification of Vega-Lite is what is tested.
  const whole = { ...spec, width: 300 } as unknown as TopLevelSpec;
  const compiled = compile(whole, { logger });
  expect(warnings).toEqual([]);
  const view = new View(parse(compiled.spec, undefined, { ast: true }), {
    expr: expressionInterpreter,
    renderer: 'none',
  });
  const drawn = await view.toSVG();
  view.finalize();
  return drawn;
}

const bars = (drawn: string) => drawn.match(/aria-roledescription="bar"/g)?.length ?? 0;

describe('charts, drawn by Vega without making code', () => {
  it('draw a bar for each bin, and say what they show', async () => {
    const bins = [0, 1, 2].map((at) => ({ from: at * 10, to: at * 10 + 10, count: 5 - at }));
    const drawn = await svg(histogramSpec('delay', bins));
    expect(bars(drawn)).toBe(3);
    expect(histogramSpec('delay', bins)['description']).toBe(
      'Histogram of delay: 3 bins from 0 to 30',
    );
  });

  it('give a single value a width', async () => {
    const spec = histogramSpec('one', [{ from: 7, to: 7, count: 3 }]);
    expect(spec['data']).toEqual({ values: [{ from: 6.5, to: 7.5, count: 3 }] });
    expect(bars(await svg(spec))).toBe(1);
  });

  it('shorten numbers that would not fit below a small axis', async () => {
    const bins = [0, 1].map((at) => ({ from: at * 2e18, to: at * 2e18 + 2e18, count: 3 }));
    const drawn = await svg(histogramSpec('fare', bins));
    expect(drawn).toMatch(/>4e\+18</);
    expect(drawn).not.toMatch(/000,000/);
  });

  it('draw the most frequent values in their order, and the rest', async () => {
    const top = [
      { value: 'ATL', count: 50 },
      { value: '', count: 20 },
      { value: true, count: 10 },
    ];
    const spec = topValuesSpec('origin', top, { values: 1234, rows: 20 });
    const drawn = await svg(spec);
    expect(bars(drawn)).toBe(4);
    const order = ['ATL', '(empty)', 'true', '1,234 more'].map((word) =>
      drawn.indexOf(`>${word}<`),
    );
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order.every((at) => at > 0)).toBe(true);
    expect(bars(await svg(topValuesSpec('origin', top, { values: 0, rows: 0 })))).toBe(3);
  });

  it('draw rows over time in UTC, one point too', async () => {
    const day = 86_400_000;
    const points = [0, 1, 2].map((at) => ({ at: Date.UTC(2001, 0, 1) + at * day, count: at + 1 }));
    const drawn = await svg(timeSeriesSpec('date', 'day', points));
    expect(drawn).toContain('aria-roledescription="area mark"');
    expect(await svg(timeSeriesSpec('date', 'day', points.slice(0, 1)))).toContain('<svg');
  });
});
