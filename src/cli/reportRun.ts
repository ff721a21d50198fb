import type { RunEnd } from '../jobs/localRun.ts';
import { runRows } from '../jobs/runDocument.ts';
import type { RunDocument } from '../jobs/runDocument.ts';
import { escapedLine } from '../shared/escapedLine.ts';
import { grouped } from './terminal.ts';
import type { Terminal } from './terminal.ts';

/** Tells how a run ended: the documented JSON, or a few lines. */
export function reportRun(
  terminal: Terminal,
  end: RunEnd,
  uploaded: readonly { readonly name: string; readonly uri: string }[],
  json: boolean,
): void {
  const run = end.run;
  const outputs = (run?.outputs ?? []).map(({ name, uri, rows }) => ({
    name,
    uri: uploaded.find((output) => output.name === name)?.uri ?? uri,
    rows,
  }));
  const rows = runRows(run);
  if (json) {
    const checks = run?.checks ?? [];
    terminal.document({
      state: end.record.state,
      rows,
      outputs,
      checks,
      seconds: end.record.seconds ?? 0,
      run: end.record.directory,
    });
    return;
  }
  const { name, state, seconds } = end.record;
  const figures = [
    ...(rows.in === null ? [] : [`${grouped(rows.in)} rows in`]),
    ...(rows.out === null ? [] : [`${grouped(rows.out)} ${rows.in === null ? 'rows out' : 'out'}`]),
    ...(seconds === undefined ? [] : [`${String(seconds)} s`]),
  ];
  terminal.line(`${name}: ${[state, ...figures].join(', ')}`);
  if (run) for (const line of runLines(run)) terminal.line(line);
  for (const output of outputs)
    terminal.line(`  ${output.name}: ${grouped(output.rows)} rows, ${output.uri}`);
  terminal.line(`  ${end.record.directory}`);
}

function runLines(run: RunDocument): string[] {
  const nulled = run.steps
    .filter((step) => step.nulled > 0)
    .map(
      (step) =>
        `  ${step.id}: ${grouped(step.nulled)} values could not be computed and became null`,
    );
  const checks = run.checks
    .filter((check) => check.failed)
    .flatMap((check) => [
      `  ${check.severity}: ${escapedLine(check.title)} does not hold (${foundText(check)})${ofText(check)}`,
      ...sampleLines(check),
    ]);
  return [...nulled, ...checks];
}

function foundText({ found }: RunDocument['checks'][number]): string {
  return found === null ? 'no value' : grouped(found);
}

/** How many rows it speaks of, where it counted rows that break it. */
function ofText({ of, sample }: RunDocument['checks'][number]): string {
  return sample && typeof of === 'number' ? `, of ${grouped(of)} rows` : '';
}

/** The rows that were kept of a check, one a line. */
function sampleLines({ sample }: RunDocument['checks'][number]): readonly string[] {
  if (!sample) return [];
  return sample.rows.map((row) => {
    const cells = sample.columns.map((name, at) => `${name} = ${row[at] ?? 'null'}`);
    return `    ${escapedLine(cells.join(', '))}`;
  });
}
