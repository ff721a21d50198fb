import type { Basis, HistogramBin, ProfileValue } from '../../shared/profile/columnProfile.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { count, figure, percent } from './numbers.ts';

/** The mark of a figure that is not exact; nothing for one that is. */
export function basisMark(basis: Basis | undefined): Html | undefined {
  if (basis === undefined || basis === 'exact') return undefined;
  return html`<span class="quiet" title="${basis}">≈ </span>`;
}

/** A line of a table of figures; one without a value is left out. */
export type FigureLine = readonly [
  label: string,
  value: ProfileValue | undefined,
  basis?: Basis | undefined,
];

/** Figures under a title; nothing where there are none. */
export function figureTable(title: string, lines: readonly FigureLine[]): Html | undefined {
  const rows = lines.flatMap(([label, value, basis]) =>
    value === undefined
      ? []
      : [
          html`<tr>
            <th scope="row">${label}</th>
            <td class="n" title="${String(value)}">${basisMark(basis)}${figure(value)}</td>
          </tr>`,
        ],
  );
  if (rows.length === 0) return undefined;
  return table(title, rows);
}

/** Values with their counts and shares of `of` rows. */
export function countTable(
  title: string,
  lines: readonly { readonly name: string; readonly count: number }[],
  of: number,
): Html | undefined {
  if (lines.length === 0) return undefined;
  const rows = lines.map(
    (line) =>
      html`<tr>
        <th scope="row">${line.name === '' ? '(empty)' : line.name}</th>
        <td class="n">${count(line.count)}</td>
        <td class="n">${of > 0 ? percent(line.count / of) : ''}</td>
      </tr>`,
  );
  return table(title, rows);
}

function table(title: string, rows: readonly Html[]): Html {
  return html`<table>
    <caption>
      ${title}
    </caption>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

/** A histogram: heights are counts, each bar tells its bin. */
export function histogram(label: string, bins: readonly HistogramBin[]): Html | undefined {
  // One bin says no more than the extremes do.
  if (bins.length < 2) return undefined;
  return barChart(
    label,
    bins.map(({ from, to, count: n }) => ({
      label: `${figure(from)} to ${figure(to)}`,
      bars: [n],
    })),
    [figure(bins[0]?.from ?? 0), figure(bins.at(-1)?.to ?? 0)],
  );
}

/** Bars side by side, one group a place; two bars of a group are before and after. */
export function barChart(
  label: string,
  groups: readonly { readonly label: string; readonly bars: readonly number[] }[],
  ends: readonly [string, string],
): Html {
  const highest = Math.max(1e-12, ...groups.flatMap(({ bars }) => bars));
  const bars = groups.flatMap((group, place) =>
    group.bars.map((value, at) => {
      const width = 0.9 / group.bars.length;
      const height = (100 * value) / highest;
      const kind = group.bars.length === 1 ? 'one' : at === 0 ? 'before' : 'after';
      return html`<rect
        class="${kind}"
        x="${place + at * width}"
        y="${100 - height}"
        width="${width}"
        height="${height}"
        ><title>${group.label}: ${figure(value)}</title></rect
      >`;
    }),
  );
  const [first, last] = ends;
  return html`<figure>
    <div class="title">${label}</div>
    <svg
      class="histogram"
      role="img"
      aria-label="${label}"
      viewBox="0 0 ${groups.length} 100"
      preserveAspectRatio="none"
    >
      ${bars}
    </svg>
    <figcaption><span>${first}</span><span>${last}</span></figcaption>
  </figure>`;
}

/** A table with a line between its rows, which may be wider than the page. */
export function gridTable(
  caption: Html | undefined,
  heads: readonly string[],
  rows: readonly Html[],
): Html {
  const cells = heads.map((head) => html`<th scope="col">${head}</th>`);
  return html`<div class="scroll">
    <table class="grid">
      ${
        caption &&
        html`<caption>
          ${caption}
        </caption>`
      }
      <thead>
        <tr>
          ${cells}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
