import type { ProfileResult } from '../../shared/profile/columnProfile.ts';
import type { ColumnDetails } from '../../shared/profile/columnDetails.ts';
import type { DatasetDetails } from '../../shared/profile/datasetDetails.ts';
import type { Insight } from '../../shared/profile/insight.ts';
import { columnSection } from './columnSection.ts';
import { datasetSection } from './datasetSection.ts';
import { html } from './html.ts';
import { insightsSection } from './insightsSection.ts';
import { bytes, count } from './numbers.ts';
import { page } from './page.ts';

/** All that is known of a dataset; the JSON of a whole profile has this shape. */
export interface WholeProfile {
  readonly uri: string;
  /** SHA-256 over the sources' objects, as in `profile --json`. */
  readonly snapshot: string;
  readonly profile: ProfileResult;
  /** The second tier by column; columns may be missing. */
  readonly details: readonly ColumnDetails[];
  readonly dataset: DatasetDetails | undefined;
  readonly insights: readonly Insight[];
}

/**
 * The report of a profile: one page of HTML that needs nothing but itself (no script, no address of
 * elsewhere), reads well in light and dark, and prints.
 */
export function profileReport(whole: WholeProfile): string {
  const { uri, snapshot, profile, details, dataset, insights } = whole;
  const { rows, sampled, columns } = profile;
  const size = details.reduce((sum, one) => sum + (one.bytes ?? 0), 0);
  const anchor = (at: number): string => `column-${String(at)}`;
  const links = columns.map(({ name }, at) => html`<a href="#${anchor(at)}">${name}</a>`);
  const sections = columns.map((column, at) =>
    columnSection(
      column,
      details.find(({ name }) => name === column.name),
      rows,
      anchor(at),
    ),
  );
  return page(
    uri,
    html`<h1>${uri}</h1>
      <dl class="facts">
        <div>
          <dt>Rows</dt>
          <dd>${count(rows)}</dd>
        </div>
        <div>
          <dt>Columns</dt>
          <dd>${count(columns.length)}</dd>
        </div>
        ${
          sampled === undefined
            ? undefined
            : html`<div>
                <dt>Figures from</dt>
                <dd>${count(sampled)} rows</dd>
              </div>`
        }${
          size === 0
            ? undefined
            : html`<div>
                <dt>On disk</dt>
                <dd>${bytes(size)}</dd>
              </div>`
        }
        <div>
          <dt>Snapshot</dt>
          <dd><small>${snapshot.slice(0, 23)}…</small></dd>
        </div>
      </dl>
      ${insightsSection(insights)} ${dataset && datasetSection(dataset)}
      <h2 id="columns">Columns</h2>
      <nav aria-label="Columns">${links}</nav>
      ${sections}`,
  );
}
