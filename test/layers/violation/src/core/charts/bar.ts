// allowed: a type of Node leaves no import in what runs
import type { Stats } from 'node:fs';

export const bar = (stats: Stats) => stats;
