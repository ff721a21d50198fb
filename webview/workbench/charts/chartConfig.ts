import type { Config } from 'vega-lite';

/** Colours and fonts of charts, read from the theme that the page has now. */
export function chartConfig(): Config {
  const style = getComputedStyle(document.documentElement);
  const colour = (...names: readonly string[]): string =>
    names
      .map((name) => style.getPropertyValue(`--vscode-${name}`).trim())
      .find((value) => value !== '') ?? 'currentColor';
  const dim = colour('descriptionForeground', 'foreground');
  const line = colour('panel-border', 'contrastBorder', 'foreground');
  const bar = getComputedStyle(document.body).getPropertyValue('--sluice-bar').trim();
  const font = style.getPropertyValue('--vscode-font-family').trim() || 'sans-serif';
  const mark = bar === '' ? colour('charts-blue') : bar;
  return {
    background: 'transparent',
    font,
    padding: 0,
    view: { stroke: null },
    bar: { fill: mark },
    rect: { stroke: line, strokeWidth: 0.5 },
    area: { fill: mark, line: { stroke: mark, strokeWidth: 1 } },
    axis: {
      labelColor: dim,
      labelFontSize: 11,
      labelPadding: 4,
      tickColor: line,
      domainColor: line,
      gridColor: line,
      gridOpacity: 0.6,
      tickSize: 3,
    },
    // From one end over nothing to the other.
    range: {
      diverging: [
        colour('charts-red', 'errorForeground'),
        colour('editor-background'),
        colour('charts-blue'),
      ],
    },
    axisY: { domain: false, ticks: false },
  };
}
