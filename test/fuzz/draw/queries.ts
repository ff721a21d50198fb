import type { Draw } from './draw.ts';
import type { Surroundings } from './surroundings.ts';

/** A query over the columns at hand. */
export function drawQuery(draw: Draw, around: Surroundings): string {
  const name = `"${draw.one(around.columns)[0].replaceAll('"', '""')}"`;
  return draw.one([
    'SELECT * FROM input',
    `SELECT ${name}, count(*) AS n FROM input GROUP BY ALL`,
    `FROM input WHERE ${name} IS NOT NULL`,
    `WITH some AS (SELECT DISTINCT ${name} FROM input) SELECT * FROM some -- all of them`,
    `SELECT i.${name} FROM input AS i, (SELECT 1 AS one) AS o ORDER BY ALL LIMIT 3`,
  ]);
}
