import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../setup/paths.mjs';
import { writeFlightsSample } from './flightsSample.ts';
import { messyCsv } from './messyCsv.ts';

// `npm run sample`: writes the data that the walkthrough opens, anew.
const folder = join(root, 'media', 'sample');
await mkdir(folder, { recursive: true });
await writeFlightsSample(join(folder, 'flights-sample.parquet'));
await writeFile(join(folder, 'messy.csv'), messyCsv());
