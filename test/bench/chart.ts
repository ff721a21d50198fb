import { parse, View } from 'vega';
import { compile } from 'vega-lite';
import type { BarRow } from './bar.ts';

/** The ratios as a small picture: each line's share of its bar, in SVG. */
export async function chart(rows: readonly BarRow[]): Promise<string> {
  const values = rows.flatMap(({ what, peer, bar, ratio, met }) => {
    if (ratio === undefined || met === undefined) return [];
    const most = Number(/^≤ ([\d.]+) ×/.exec(bar)?.[1] ?? 1);
    // Several lines are of one thing beside different peers.
    const beside = /^(?!a tenth|limit)[^\d–(]+/.exec(peer)?.[0].trim() ?? '';
    const line = `${what.replace(/ \(.*\)$/, '')}${beside === '' ? '' : ` beside ${beside}`}`;
    return [{ line, share: ratio / most, met: met ? 'met' : 'missed' }];
  });
  const { spec } = compile({
    background: 'white',
    width: 420,
    data: { values },
    layer: [
      {
        mark: { type: 'bar', height: 10 },
        encoding: {
          y: { field: 'line', type: 'nominal', sort: null, title: null, axis: { labelLimit: 0 } },
          x: {
            field: 'share',
            type: 'quantitative',
            title: 'share of the bar (left of 1 is met)',
          },
          color: {
            field: 'met',
            title: null,
            scale: { domain: ['met', 'missed'], range: ['#2f7d4f', '#b3412e'] },
          },
        },
      },
      { mark: { type: 'rule', strokeDash: [4, 3] }, encoding: { x: { datum: 1 } } },
    ],
  });
  const view = new View(parse(spec), { renderer: 'none' });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}
