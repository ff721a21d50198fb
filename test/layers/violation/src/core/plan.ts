// core-on-shared, no-cycle (with src/shared/table.ts)
import type { Engine } from '../engine/client.ts';
import { table } from '../shared/table.ts';

export const plan = (engine: Engine) => [engine, table];
