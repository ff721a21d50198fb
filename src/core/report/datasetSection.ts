import type { DatasetDetails } from '../../shared/profile/datasetDetails.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { count, percent } from './numbers.ts';
import { basisMark, gridTable } from './parts.ts';

const MOST = 20;

/** What concerns several columns: duplicates, what is missing together, what goes together. */
export function datasetSection(dataset: DatasetDetails): Html {
  return html`<h2 id="dataset">Dataset</h2>
    ${[facts(dataset), missing(dataset), correlations(dataset)].filter(
      (part) => part !== undefined,
    )}`;
}

function facts({ duplicates, constant, equalColumns, rows }: DatasetDetails): Html {
  const equal = equalColumns.map((names) => names.join(' = ')).join('; ');
  return html`<dl class="facts">
    ${
      duplicates &&
      html`<div>
        <dt>Duplicate rows</dt>
        <dd>
          ${basisMark(duplicates.basis)}${count(duplicates.rows)}${rows > 0 ? html` <small>${percent(duplicates.rows / rows)}</small>` : undefined}
        </dd>
      </div>`
    }
    <div>
      <dt>Constant columns</dt>
      <dd>${constant.length === 0 ? 'none' : constant.join(', ')}</dd>
    </div>
    <div>
      <dt>Equal columns</dt>
      <dd>${equal === '' ? 'none' : equal}</dd>
    </div>
  </dl>`;
}

function missing({ missing: { patterns }, rows, basis }: DatasetDetails): Html | undefined {
  if (patterns.length === 0) return undefined;
  const lines = patterns.slice(0, MOST).map(
    (one) =>
      html`<tr>
        <td>${one.columns.length === 0 ? 'nothing' : one.columns.join(', ')}</td>
        <td class="n">${count(one.rows)}</td>
        <td class="n">${rows > 0 ? percent(one.rows / rows) : ''}</td>
      </tr>`,
  );
  return gridTable(
    html`Missing together ${basisMark(basis['missing'])}`,
    ['columns', 'rows', 'share'],
    lines,
  );
}

function correlations({ correlations: found, basis }: DatasetDetails): Html | undefined {
  if (found.length === 0) return undefined;
  const strongest = [...found].sort((a, b) => Math.abs(b.value) - Math.abs(a.value)).slice(0, MOST);
  const lines = strongest.map(
    ({ a, b, measure, value, rows }) =>
      html`<tr>
        <td>${a}</td>
        <td>${b}</td>
        <td>${measure}</td>
        <td class="n">${value.toFixed(3)}</td>
        <td class="n">${count(rows)}</td>
      </tr>`,
  );
  return gridTable(
    html`Strongest correlations ${basisMark(basis['correlations'])}`,
    ['column', 'column', 'measure', 'value', 'rows'],
    lines,
  );
}
