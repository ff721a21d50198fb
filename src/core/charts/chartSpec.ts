import type { Json } from '../../shared/json.ts';

/** A Vega-Lite specification without colours: those are the theme's, and given when it is drawn. */
export type ChartSpec = Readonly<Record<string, Json>>;

/** What every chart of ours begins with: as wide as its box, with its data in it. */
export function chartSpec(description: string, values: readonly Json[], height: number): ChartSpec {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description,
    width: 'container',
    height,
    data: { values },
  };
}
