import type {
  ColumnProfile,
  HistogramBin,
  ProfileResult,
  ProfileValue,
} from '../shared/contracts/engine.ts';
import { grouped } from './terminal.ts';

const style = `
  :root { color-scheme: light dark }
  body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
  section { border-top: 1px solid #8884; display: flex; flex-wrap: wrap; align-items: flex-start; gap: 0.5rem 2.5rem; padding: 0.5rem 0 1rem }
  h1 { overflow-wrap: anywhere }
  h2 { flex-basis: 100%; font-size: 1rem; margin: 0.5rem 0; overflow-wrap: anywhere }
  caption { text-align: left; font-weight: 600; white-space: nowrap }
  figure { margin: 0 }
  figcaption { display: flex; justify-content: space-between }
  small, th, figcaption { font-weight: normal; opacity: 0.75 }
  th { max-width: 24rem; overflow-wrap: anywhere; padding-right: 1rem; text-align: left }
  td { text-align: right; font-variant-numeric: tabular-nums }
  svg { fill: #3b82c4; height: 80px; width: 260px }
  @media print { section { break-inside: avoid } }`;

/** The profile as one page that needs nothing but itself: no script, no address of elsewhere. */
export function profilePage(uri: string, profile: ProfileResult): string {
  const sampled =
    profile.sampled === undefined ? '' : `, figures from ${grouped(profile.sampled)} of them`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(uri)}</title>
<style>${style}
</style>
</head>
<body>
<h1>${escaped(uri)}</h1>
<p>${grouped(profile.rows)} rows${sampled}, ${String(profile.columns.length)} columns</p>
${profile.columns.map(columnSection).join('\n')}
</body>
</html>
`;
}

function columnSection(column: ColumnProfile): string {
  const figures: [string, ProfileValue | undefined][] = [
    ['nulls', column.nulls],
    ['distinct', column.distinct],
    ['NaN', column.nans],
    ['infinities', column.infinities],
    ['min', column.min],
    ['max', column.max],
    ['mean', column.mean],
    ['std', column.std],
    ...Object.entries<ProfileValue>({ ...column.quantiles }),
  ];
  const top = (column.top ?? []).map(({ value, count }): [string, ProfileValue] => [
    String(value),
    count,
  ]);
  // The values of a column where each occurs once say nothing.
  const repeated = (column.top?.[0]?.count ?? 0) > 1;
  const exact = Object.values(column.basis).every((basis) => basis === 'exact');
  return [
    `<section><h2>${escaped(column.name)} <small>${escaped(column.type)}${exact ? '' : ', partly estimated'}</small></h2>`,
    table('figures', figures),
    ...(repeated ? [table('most frequent', top)] : []),
    ...(column.histogram ? [bars(column.histogram)] : []),
    '</section>',
  ].join('\n');
}

function table(
  title: string,
  rows: readonly (readonly [string, ProfileValue | undefined])[],
): string {
  const lines = rows.flatMap(([name, value]) =>
    value === undefined
      ? []
      : [
          `<tr><th scope="row">${escaped(name)}</th><td title="${escaped(String(value))}">${escaped(shown(value))}</td></tr>`,
        ],
  );
  return `<table><caption>${title}</caption>${lines.join('')}</table>`;
}

/** Numbers with six digits that count; the whole value stands in the title. */
function shown(value: ProfileValue): string {
  if (typeof value !== 'number') return String(value);
  return grouped(Number.isInteger(value) ? value : Number(value.toPrecision(6)));
}

function bars(bins: readonly HistogramBin[]): string {
  const highest = Math.max(1, ...bins.map(({ count }) => count));
  const drawn = bins.map(({ from, to, count }, at) => {
    const height = (100 * count) / highest;
    const place = `x="${String(at)}" y="${String(100 - height)}" width="0.9" height="${String(height)}"`;
    return `<rect ${place}><title>${String(from)} to ${String(to)}: ${grouped(count)}</title></rect>`;
  });
  const ends = [bins[0]?.from ?? 0, bins.at(-1)?.to ?? 0].map(
    (end) => `<span>${escaped(shown(end))}</span>`,
  );
  const picture = `<svg role="img" aria-label="histogram" viewBox="0 0 ${String(bins.length)} 100" preserveAspectRatio="none">${drawn.join('')}</svg>`;
  return `<figure>${picture}<figcaption>${ends.join('')}</figcaption></figure>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
