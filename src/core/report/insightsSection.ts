import type { Insight, Severity } from '../../shared/profile/insight.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';

/** The words of the editor for how grave a finding is. */
const words: Readonly<Record<Severity, string>> = {
  high: 'serious',
  medium: 'doubtful',
  low: 'minor',
};

/** Findings as a list, as they are ranked; each with its evidence and what would mend it. */
export function insightsSection(insights: readonly Insight[]): Html {
  if (insights.length === 0) {
    return html`<h2 id="insights">Insights</h2>
      <p>Nothing found that needs attention.</p>`;
  }
  const items = insights.map(({ severity, message, evidence, fixes, basis }) => {
    const [fix] = fixes;
    const facts = evidence.map(({ label, value }) => `${label} ${value}`);
    const mend = fix === undefined ? [] : [`would mend it: ${fix.title}`];
    const sure = basis === 'exact' ? undefined : html` <small>(${basis})</small>`;
    return html`<li class="${severity}">
      <span class="severity">${words[severity]}</span>${message}${sure}<br />
      <small>${[...facts, ...mend].join(' · ')}</small>
    </li>`;
  });
  return html`<h2 id="insights">Insights</h2>
    <ul class="insights">
      ${items}
    </ul>`;
}
