import { rows } from './insightCases.ts';
import type { InsightCase } from './insightCases.ts';

/** Columns of which one tells the other. */
export const pairCases: readonly InsightCase[] = [
  {
    name: 'a category that tells another, and not the other way round',
    sql: rows(
      "['north', 'south', 'east'][1 + i % 3] AS region, 'port ' || chr(CAST(65 + i % 12 AS INT)) AS port",
      600,
    ),
    ...{ id: 'correlated:port,region', severity: 'low' },
    // Bergsma's correction: √((2 − 22/599) / (2 − 4/599)).
    message: 'port nearly tells region (Cramér’s V 0.992).',
    fixes: ['Leave out region'],
  },
  {
    name: 'a column in another unit',
    sql: rows(
      '(i * 7919 % 101) / 7.0 AS km, (i * 7919 % 101) / 7.0 * 0.62 + (i % 3) / 50.0 AS miles, (i * 31 % 17) AS b',
      200,
    ),
    ...{ id: 'correlated:km,miles', severity: 'low' },
    message: 'km and miles say nearly the same (Pearson’s r above 0.999).',
    fixes: ['Leave out miles'],
  },
  {
    name: 'a feature that knows the answer',
    sql: rows(
      '(i * 7919 % 101) / 7.0 AS price, (i * 7919 % 101) / 7.0 * 1.19 + (i % 3) / 50.0 AS gross, (i * 31 % 17) AS b',
      200,
    ),
    ...{ target: 'price', id: 'correlated:gross,price', severity: 'high' },
    message:
      'gross nearly tells the target price (Pearson’s r above 0.999): does it know the answer?',
    fixes: ['Leave out gross'],
  },
];
