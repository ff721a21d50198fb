import { join } from 'node:path';
import { openMain } from '../../engine/startEngine.ts';
import { againstPeer, seconds } from '../bar.ts';
import type { Bar } from '../bar.ts';
import { measure, median } from '../measure.ts';

const query = { sql: 'SELECT * FROM "main"' };

/** The second tier: patterns, kinds, moments, correlations, duplicates. */
export const tier2Bar: Bar = {
  id: 'tier-2',
  title: 'Second tier of the profile, 10 million rows × 20 columns',
  run: async ({ engine, tenMillion, node, runs, say }) => {
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let run = 0; run < runs; run += 1) {
      await openMain(engine, 'tier2', tenMillion);
      const started = performance.now();
      await engine.call('details', { document: 'tier2', query });
      const between = performance.now();
      await engine.call('dataset', { document: 'tier2', query });
      const ended = performance.now();
      await engine.call('close', { document: 'tier2' });
      say(
        `  columns ${seconds((between - started) / 1000)}, dataset ${seconds((ended - between) / 1000)}`,
      );
      ours.push((ended - started) / 1000);
      const peer = await measure(node, [
        join(import.meta.dirname, '../peers/summarize.mjs'),
        tenMillion,
      ]);
      theirs.push(peer.seconds);
    }
    return [
      againstPeer(
        'details of all columns, then of the dataset',
        median(ours),
        { name: 'SUMMARIZE', seconds: median(theirs) },
        2,
      ),
    ];
  },
};
