import { escapedLine } from '../../shared/escapedLine.ts';
import type { RunDocument } from '../../jobs/runDocument.ts';

type RunCheck = RunDocument['checks'][number];

/** One check of a run, as a list shows it. */
export interface CheckItem {
  readonly state: 'passed' | 'warned' | 'failed';
  readonly title: string;
  /** What was found: “3 of 1,000 rows”, “23.35”; empty where nothing was. */
  readonly found: string;
  /** A few of the rows that break it, a line each. */
  readonly rows: readonly string[];
}

/** The checks of a run: those that failed first, then those that warn. */
export function checkItems(checks: readonly RunCheck[]): readonly CheckItem[] {
  const order = ['failed', 'warned', 'passed'] as const;
  return checks
    .map(itemOf)
    .sort((one, other) => order.indexOf(one.state) - order.indexOf(other.state));
}

/** How the checks came out, in a few words: “2 checks warn”; empty if all hold. */
export function brokenWords(checks: readonly RunCheck[]): string {
  const broken = checks.filter(({ failed }) => failed);
  const words = (severity: RunCheck['severity'], one: string, many: string): string[] => {
    const count = broken.filter((check) => check.severity === severity).length;
    if (count === 0) return [];
    return [count === 1 ? `1 check ${one}` : `${String(count)} checks ${many}`];
  };
  return [...words('error', 'fails', 'fail'), ...words('warn', 'warns', 'warn')].join(', ');
}

function itemOf({ title, severity, failed, found, of, sample }: RunCheck): CheckItem {
  const state = !failed ? 'passed' : severity === 'error' ? 'failed' : 'warned';
  const figure = found === null ? 'no value' : found.toLocaleString('en-US');
  const judged = sample && typeof of === 'number' ? ` of ${of.toLocaleString('en-US')} rows` : '';
  return {
    ...{ state, title },
    found: failed || sample ? figure + judged : '',
    rows: (sample?.rows ?? []).map((row) => {
      const cells = (sample?.columns ?? []).map((name, at) => `${name} = ${row[at] ?? 'null'}`);
      return escapedLine(cells.join(', '));
    }),
  };
}
