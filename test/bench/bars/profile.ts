import { join } from 'node:path';
import { againstPeer, megabytes, seconds } from '../bar.ts';
import type { Bar, BarRow, BenchContext } from '../bar.ts';
import { measure, median } from '../measure.ts';
import type { Measured } from '../measure.ts';

const peers = join(import.meta.dirname, '../peers');

/** Runs programs in turn, several times, so that a slow moment of the machine meets all of them. */
async function inTurn(
  context: BenchContext,
  programs: Readonly<Record<string, () => Promise<Measured>>>,
): Promise<Record<string, { seconds: number; peakMb: number }>> {
  const found: Record<string, Measured[]> = {};
  for (let run = 0; run < context.runs; run += 1) {
    for (const [name, start] of Object.entries(programs)) {
      const one = await start();
      (found[name] ??= []).push(one);
      context.say(`  ${name}: ${seconds(one.seconds)}, ${megabytes(one.peakMb)}`);
    }
  }
  return Object.fromEntries(
    Object.entries(found).map(([name, all]) => [
      name,
      {
        seconds: median(all.map((one) => one.seconds)),
        peakMb: Math.max(...all.map((one) => one.peakMb)),
      },
    ]),
  );
}

/** The full profile of ten million rows as a whole process, beside what others take for less. */
export const profileBar: Bar = {
  id: 'profile',
  title: 'Full profile, tier 1, 10 million rows × 20 columns, whole processes',
  run: async (context) => {
    const { tenMillion, python, benchPython, node, cli } = context;
    const found = await inTurn(context, {
      sluice: () => measure(node, [cli, 'profile', tenMillion, '--full', '--json']),
      SUMMARIZE: () => measure(node, [join(peers, 'summarize.mjs'), tenMillion]),
      'count/min/max': () => measure(node, [join(peers, 'countMinMax.mjs'), tenMillion]),
      'polars describe()': () =>
        measure(python, [join(peers, 'peer.py'), 'polars-describe', tenMillion]),
    });
    const { sluice } = found;
    if (!sluice) throw new Error('The profile was not measured.');
    const beside = (name: string, most: number): BarRow => {
      const peer = found[name];
      if (!peer) throw new Error(`${name} was not measured.`);
      return againstPeer(
        `profile (${megabytes(sluice.peakMb)})`,
        sluice.seconds,
        { name: `${name} (${megabytes(peer.peakMb)})`, seconds: peer.seconds },
        most,
      );
    };
    const rows = [
      beside('SUMMARIZE', 0.5),
      beside('polars describe()', 1),
      beside('count/min/max', 4),
    ];
    const pandas = await measure(python, [join(peers, 'peer.py'), 'pandas-profile', tenMillion]);
    rows.push(
      forInformation(
        sluice,
        'pandas read, describe (without decimals, on which it fails), nunique',
        pandas,
      ),
    );
    if (benchPython === undefined) {
      context.say('  ydata-profiling is not there: it could not be installed on this machine.');
    } else {
      const ydata = await measure(benchPython, [
        join(peers, 'peer.py'),
        'ydata-sample',
        tenMillion,
      ]);
      rows.push(forInformation(sluice, 'ydata-profiling, minimal, sample of 5 %', ydata));
    }
    return rows;
  },
};

function forInformation(
  ours: { readonly seconds: number; readonly peakMb: number },
  name: string,
  peer: Measured,
): BarRow {
  return {
    what: `profile (${megabytes(ours.peakMb)})`,
    ours: seconds(ours.seconds),
    peer: `${name} (${megabytes(peer.peakMb)}) ${seconds(peer.seconds)}`,
    ratio: ours.seconds / peer.seconds,
    bar: '–',
    met: undefined,
  };
}
