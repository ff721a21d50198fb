import type { ColumnDrift, DriftResult } from '../../shared/profile/drift.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { count, percent } from './numbers.ts';
import { barChart, countTable, gridTable } from './parts.ts';
import { page } from './page.ts';

const MOST = 10;
const order = [
  'removed',
  'retyped',
  'drifted',
  'added',
  'same',
] as const satisfies readonly ColumnDrift['state'][];

/** Two datasets beside each other, as one page of HTML that needs nothing but itself. */
export function compareReport(
  title: { readonly before: string; readonly after: string },
  drift: DriftResult,
): string {
  const { before, after, columns } = drift;
  const sorted = order.flatMap((state) => columns.filter((column) => column.state === state));
  const differing = columns.filter(({ state }) => state !== 'same').length;
  return page(
    `${title.before} – ${title.after}`,
    html`<h1>${title.before} <span class="quiet">against</span> ${title.after}</h1>
      <dl class="facts">
        <div>
          <dt>Rows before</dt>
          <dd>${count(before.rows)}</dd>
        </div>
        <div>
          <dt>Rows after</dt>
          <dd>${count(after.rows)}</dd>
        </div>
        <div>
          <dt>Columns before</dt>
          <dd>${count(before.columns.length)}</dd>
        </div>
        <div>
          <dt>Columns after</dt>
          <dd>${count(after.columns.length)}</dd>
        </div>
        <div>
          <dt>Columns that differ</dt>
          <dd>${count(differing)}</dd>
        </div>
      </dl>
      <h2>Columns</h2>
      ${gridTable(undefined, ['column', 'state', 'type', 'PSI', 'KS D', 'p', 'missing'], sorted.map(line))}
      <p class="quiet">
        <span class="key before"></span> share of the rows before
        <span class="key after"></span> after
      </p>
      ${sorted.filter(({ bins }) => bins !== undefined && bins.length > 0).map((column) => section(column, before.rows, after.rows))}`,
  );
}

function line(column: ColumnDrift): Html {
  const { types, psi, ks, missing, state } = column;
  const type =
    types.before === types.after
      ? types.before
      : [types.before ?? '–', types.after ?? '–'].join(' → ');
  return html`<tr>
    <td>${column.name}</td>
    <td class="${state === 'same' ? 'quiet' : 'drifted'}">${state}</td>
    <td>${type}</td>
    <td class="n">${psi?.toFixed(3)}</td>
    <td class="n">${ks?.d.toFixed(3)}</td>
    <td class="n">${ks && probability(ks.p)}</td>
    <td class="n">${missing && `${percent(missing.before)} → ${percent(missing.after)}`}</td>
  </tr>`;
}

function section(column: ColumnDrift, before: number, after: number): Html {
  const { bins = [], newCategories = [], lostCategories = [] } = column;
  const named = (
    list: readonly { readonly value: string; readonly count: number }[],
  ): { name: string; count: number }[] =>
    list.slice(0, MOST).map(({ value, count: n }) => ({ name: value, count: n }));
  const shares = bins.map(({ label, before: one, after: other }) => ({
    label,
    bars: [one / Math.max(1, before), other / Math.max(1, after)],
  }));
  const picture = barChart('Share of the rows, before and after', shares, [
    bins[0]?.label ?? '',
    bins.at(-1)?.label ?? '',
  ]);
  return html`<section class="column">
    <h3>${column.name} <small>${column.state}</small></h3>
    <div class="parts">
      ${[
        picture,
        countTable('New values', named(newCategories), after),
        countTable('Lost values', named(lostCategories), before),
      ].filter((part) => part !== undefined)}
    </div>
  </section>`;
}

function probability(p: number): string {
  return p < 0.001 ? '< 0.001' : p.toFixed(3);
}
