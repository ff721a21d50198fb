import type { Draw } from './draw.ts';

/** A query that runs over any table. */
export function drawQuery(draw: Draw): string {
  return draw.one([
    'SELECT * FROM input',
    'SELECT count(*) AS n, min(COLUMNS(*)) FROM input',
    'FROM input LIMIT 2',
    'WITH part AS (SELECT DISTINCT * FROM input) SELECT * FROM part -- each once',
    'SELECT i.*, o.one FROM input AS i, (SELECT 1 AS one) AS o WHERE FALSE',
  ]);
}
