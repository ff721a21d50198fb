// aws-on-core, duckdb-in-engine, resolvable
import { DuckDBInstance } from '@duckdb/node-api';
import type { History } from '../jobs/history.ts';
import { missing } from './missing.ts';

export const signer = (history: History) => [DuckDBInstance, history, missing];
