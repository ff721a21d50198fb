import { compile } from 'vega-lite';
import type { TopLevelSpec } from 'vega-lite';
import { parse, Error as errorsOnly, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import type { ChartSpec } from '../../../../src/core/charts/chartSpec.ts';
import type { ChartDrawer, DrawnChart } from '../chartDrawer.ts';
import { tooltipText } from './tooltipText.ts';

/**
 * The script that draws charts. It is large and not needed at first, so it is loaded when the first
 * chart is shown; the workbench finds it by this name.
 */
globalThis.sluiceDrawChart = draw;

async function draw(
  ...[box, spec, config, width, onPick]: Parameters<ChartDrawer>
): Promise<DrawnChart> {
  const { spec: compiled } = compile(sized(spec, width), { config });
  // Expressions are walked as trees: the page allows no code made from text.
  const runtime = parse(compiled, undefined, { ast: true });
  const view = new View(runtime, {
    expr: expressionInterpreter,
    renderer: 'svg',
    container: box,
    hover: true,
    logLevel: errorsOnly,
    // At its end the view takes its tooltip away: then there is neither event nor item.
    tooltip: (_handler, _event, _item, value: unknown) => {
      const text = tooltipText(value);
      if (text === '') box.removeAttribute('title');
      else box.setAttribute('title', text);
    },
  });
  if (onPick) {
    view.addEventListener('click', (_event, item) => {
      const datum: unknown = item?.datum;
      // SAFETY: a mark's datum is the record that it was drawn from.
      if (typeof datum === 'object' && datum) onPick(datum as Readonly<Record<string, unknown>>);
    });
  }
  await view.runAsync();
  return {
    resize: (next) => {
      void view.width(next).runAsync();
    },
    dispose: () => {
      view.finalize();
      box.replaceChildren();
    },
  };
}

function sized(spec: ChartSpec, width: number): TopLevelSpec {
  // SAFETY: the specifications of core/charts are Vega-Lite's; their tests compile each of them.
  return {
    ...spec,
    width,
    autosize: { type: 'fit-x', contains: 'padding' },
  } as unknown as TopLevelSpec;
}
