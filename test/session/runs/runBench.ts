import { mkdtempSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeEach } from 'vitest';
import { EngineClient } from '../../../src/engine/client.ts';
import { RunService } from '../../../src/session/runs/runService.ts';
import { TrainService } from '../../../src/session/runs/trainService.ts';
import { useStandIn } from '../../aws-client/useStandIn.ts';
import type { Bench } from '../../aws-client/useStandIn.ts';
import { root, useBuild } from '../../cli/build.ts';

/** A folder of a person's own, and the services of a window over the stand-in. */
export interface RunBench extends Bench {
  readonly folder: string;
  readonly service: RunService;
  readonly training: TrainService;
  /** Writes a file below the folder and gives its path. */
  readonly write: (name: string, text: string) => string;
  readonly read: (name: string) => string;
}

/** Starts the stand-in and the engine for a file of tests. */
export function useRunBench(): () => RunBench {
  useBuild();
  const standIn = useStandIn();
  let engine: EngineClient | undefined;
  let bench: RunBench | undefined;
  beforeEach(() => {
    engine ??= new EngineClient({ enginePath: join(root, 'dist', 'engine.js') });
    const base = mkdtempSync(join(tmpdir(), 'sluice-runs-'));
    const folder = join(base, 'work');
    mkdirSync(join(folder, '.git'), { recursive: true });
    const cacheDirectory = join(base, 'cache');
    mkdirSync(cacheDirectory);
    // The wheel that travels with jobs is fetched once; its hash is checked each time.
    const wheels = join(root, 'node_modules', '.cache', 'sluice-test', 'wheels');
    mkdirSync(wheels, { recursive: true });
    symlinkSync(wheels, join(cacheDirectory, 'wheels'));
    const { aws, standIn: stand, role } = standIn();
    const service = new RunService({
      ...{ engine, aws, cacheDirectory },
      pythonFolder: join(root, 'dist', 'python'),
      env: process.env,
      python: () => join(root, '.venv', 'bin', 'python'),
    });
    bench = {
      ...{ aws, role, folder, service },
      standIn: stand,
      training: new TrainService(service),
      write: (name, text) => {
        const path = join(folder, name);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
        return path;
      },
      read: (name) => readFileSync(join(folder, name), 'utf8'),
    };
    return () => {
      rmSync(base, { recursive: true, force: true });
    };
  });
  afterEach(() => {
    bench = undefined;
  });
  afterAll(() => {
    engine?.dispose();
  });
  return () => {
    if (bench === undefined) throw new Error('only inside a test');
    return bench;
  };
}

/** Six rows; the median of `km` is 5. */
export const trips = 'id,km,late\n1,1,false\n2,,true\n3,3,false\n4,5,true\n5,9,true\n6,30,false\n';

/** A recipe over `trips.csv` that learns a median and writes one output on S3. */
export function tripsRecipe(change: object = {}): string {
  const schema = [
    { name: 'id', type: 'int64' },
    { name: 'km', type: 'float64' },
    { name: 'late', type: 'boolean' },
  ];
  const main = { uri: 'trips.csv', format: 'csv', options: { header: true }, schema };
  const params = { columns: ['km'], with: 'median' };
  const recipe = {
    sluice: 1,
    name: 'trips',
    parameters: [{ name: 'least', type: 'int64', default: '1' }],
    sources: { main },
    steps: [
      { id: 'fill', op: 'fill-missing', version: 1, params },
      {
        ...{ id: 'far', op: 'filter-rows', version: 1 },
        params: { where: { column: 'id', is: 'at-least', value: { param: 'least' } } },
      },
    ],
    fitted: {},
    checks: [],
    outputs: [
      {
        ...{ name: 'train', format: 'csv', uri: 's3://lake/trips/train/' },
        options: { header: false, label: 'late' },
      },
    ],
    ...change,
  };
  return `${JSON.stringify(recipe, null, 2)}\n`;
}
