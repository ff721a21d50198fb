// shared-stands-alone, core-pure
import { readFileSync } from 'node:fs';
import { plan } from '../core/plan.ts';

export const table = [plan, readFileSync];
