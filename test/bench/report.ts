import { cpus, totalmem } from 'node:os';
import type { BarRow } from './bar.ts';

/** The lines of one bar, or why it could not be measured. */
export interface BarResult {
  readonly title: string;
  readonly rows: readonly BarRow[];
  readonly failure?: string;
}

/** The results as a page of Markdown: a table a bar, what was missed is said so. */
export function report(results: readonly BarResult[], runs: number, name: string): string {
  const rows = results.flatMap((result) => result.rows);
  const judged = rows.filter(({ met }) => met !== undefined);
  const missed = judged.filter(({ met }) => met === false);
  const failed = results.filter(({ failure }) => failure !== undefined);
  const [cpu] = cpus();
  const lines = [
    '# Bench',
    '',
    'Written by `npm run bench`. Ratios are measured side by side in one run; each figure is the median of its runs. A ratio is ours divided by the peer’s, or by the limit.',
    '',
    `Machine: ${String(cpus().length)} × ${cpu?.model.trim() ?? 'unknown'}, ${String(Math.round(totalmem() / 2 ** 30))} GB, Node ${process.versions.node}; ${String(runs)} runs a figure; ${new Date().toISOString().slice(0, 10)}.`,
    '',
    `**${String(judged.length - missed.length)} of ${String(judged.length)} bars met${missed.length === 0 ? '' : `, ${String(missed.length)} missed`}${failed.length === 0 ? '' : `; ${String(failed.length)} could not be measured`}.**`,
    '',
    `![share of each bar](${name}.svg)`,
  ];
  for (const { title, rows: own, failure } of results) {
    lines.push('', `## ${title}`, '');
    if (failure !== undefined) {
      lines.push(`**Not measured:** ${lastLine(failure)}`);
      continue;
    }
    lines.push(
      '| what | ours | beside | ratio | bar | |',
      '| --- | --- | --- | ---: | --- | --- |',
    );
    for (const row of own) {
      const ratio = row.ratio === undefined ? '' : row.ratio.toFixed(2);
      const met = row.met === undefined ? '' : row.met ? 'met' : '**missed**';
      lines.push(`| ${[row.what, row.ours, row.peer, ratio, row.bar, met].join(' | ')} |`);
    }
  }
  lines.push(
    '',
    'Not measured here, but printed by the tests in an editor: the time from a click to the painted grid (`test/browser/vsix.test.ts`, `test/browser/journeys/scrolling.test.ts`), the delay of the host’s event loop, p99 (`test/browser/journeys/flights.test.ts`), and the time of activation (`test/vscode/suite/activation.test.ts`).',
  );
  return `${lines.join('\n')}\n`;
}

/** What a program says at its end is why it ended; a traceback stands before it. */
function lastLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.findLast((line) => line !== '') ?? text;
}
