import type {
  ColumnProfile,
  HistogramBin,
  ProfileResult,
  ProfileValue,
} from '../shared/contracts/engine.ts';
import { grouped } from './terminal.ts';

const style = `
  body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
  section { border-top: 1px solid #8884; display: flex; flex-wrap: wrap; gap: 0 2.5rem; padding: 0.5rem 0 1rem }
  h2 { flex-basis: 100%; font-size: 1rem; margin: 0.5rem 0 }
  small { color: #888; font-weight: normal }
  th { font-weight: normal; padding-right: 1rem; text-align: left; color: #888 }
  td { text-align: right; font-variant-numeric: tabular-nums }
  svg { fill: #3b82c4; height: 80px; width: 260px }`;

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
  const exact = Object.values(column.basis).every((basis) => basis === 'exact');
  return [
    `<section><h2>${escaped(column.name)} <small>${escaped(column.type)}${exact ? '' : ', partly estimated'}</small></h2>`,
    table(figures),
    ...(top.length > 0 ? [table(top)] : []),
    ...(column.histogram ? [bars(column.histogram)] : []),
    '</section>',
  ].join('\n');
}

function table(rows: readonly (readonly [string, ProfileValue | undefined])[]): string {
  const lines = rows.flatMap(([name, value]) =>
    value === undefined
      ? []
      : [`<tr><th>${escaped(name)}</th><td>${escaped(String(value))}</td></tr>`],
  );
  return `<table>${lines.join('')}</table>`;
}

function bars(bins: readonly HistogramBin[]): string {
  const highest = Math.max(1, ...bins.map(({ count }) => count));
  const drawn = bins.map(({ from, to, count }, at) => {
    const height = (100 * count) / highest;
    const place = `x="${String(at)}" y="${String(100 - height)}" width="0.9" height="${String(height)}"`;
    return `<rect ${place}><title>${String(from)} to ${String(to)}: ${grouped(count)}</title></rect>`;
  });
  return `<svg viewBox="0 0 ${String(bins.length)} 100" preserveAspectRatio="none">${drawn.join('')}</svg>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
