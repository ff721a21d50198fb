import type { EngineClient } from '../../src/engine/client.ts';

/** What the bars have in common. */
export interface BenchContext {
  /** Ten million rows, twenty columns. */
  readonly tenMillion: string;
  /** The same file ten times, as a glob. */
  readonly hundredMillion: string;
  /** The first million rows. */
  readonly oneMillion: string;
  readonly engine: EngineClient;
  /** A folder for what a bar writes; emptied after it. */
  readonly scratch: string;
  /** Runs of each figure; the median counts. */
  readonly runs: number;
  readonly python: string;
  /** The interpreter with ydata-profiling; absent where it could not be set up. */
  readonly benchPython: string | undefined;
  readonly node: string;
  readonly cli: string;
  readonly say: (text: string) => void;
}

/** One line of the table. */
export interface BarRow {
  /** What was measured: “full profile, whole process”. */
  readonly what: string;
  readonly ours: string;
  /** Beside what, and what it took. */
  readonly peer: string;
  /** Ours divided by the peer's, or by the limit. */
  readonly ratio?: number;
  /** What is wanted: “≤ 0.5 ×”. */
  readonly bar: string;
  /** Undefined for a figure without a bar. */
  readonly met: boolean | undefined;
}

/** A bar of the design: measures, and gives its lines. */
export interface Bar {
  readonly id: string;
  readonly title: string;
  run: (context: BenchContext) => Promise<readonly BarRow[]>;
}

/** Seconds as a table shows them. */
export function seconds(value: number): string {
  return value < 1 ? `${(value * 1000).toFixed(0)} ms` : `${value.toFixed(2)} s`;
}

/** Memory as a table shows it. */
export function megabytes(value: number): string {
  return value < 1000 ? `${value.toFixed(0)} MB` : `${(value / 1024).toFixed(2)} GB`;
}

/** A line whose bar is a ratio to a peer's time. */
export function againstPeer(
  what: string,
  ours: number,
  peer: { readonly name: string; readonly seconds: number },
  most: number,
): BarRow {
  const ratio = ours / peer.seconds;
  return {
    what,
    ours: seconds(ours),
    peer: `${peer.name} ${seconds(peer.seconds)}`,
    ratio,
    bar: `≤ ${String(most)} ×`,
    met: ratio <= most,
  };
}

/** A line whose bar is a time. */
export function againstLimit(what: string, ours: number, most: number, note = ''): BarRow {
  return {
    what,
    ours: `${seconds(ours)}${note === '' ? '' : ` (${note})`}`,
    peer: '–',
    ratio: ours / most,
    bar: `≤ ${seconds(most)}`,
    met: ours <= most,
  };
}
