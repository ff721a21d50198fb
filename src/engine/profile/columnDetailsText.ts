import type { DuckDBConnection } from '@duckdb/node-api';
import { charactersQuery, readCharacters } from '../../core/profile/details/characters.ts';
import { distinctValues } from '../../core/profile/details/counted.ts';
import type { Counted } from '../../core/profile/details/counted.ts';
import { kindsQuery, readKinds } from '../../core/profile/details/kinds.ts';
import { missingWordsQuery, readMissingWords } from '../../core/profile/details/missingWords.ts';
import {
  allPatternsKnown,
  patternsQuery,
  readNamedCounts,
} from '../../core/profile/details/patterns.ts';
import { scaleText } from '../../core/profile/details/scaleDetails.ts';
import type { TextShapes } from '../../core/profile/details/scaleDetails.ts';
import { dateFormatsQuery, formatsFor } from '../../core/profile/details/textDates.ts';
import { readTextLengths, textLengthsQuery } from '../../core/profile/details/textLengths.ts';
import { zonesQuery } from '../../core/profile/details/zones.ts';
import { sql } from '../../core/sql/sql.ts';
import { AppError } from '../../shared/errors.ts';
import type { TextDetails } from '../../shared/profile/columnDetails.ts';
import type { DetailsRows } from './columnDetailsRows.ts';
import { groupValues } from './groupValues.ts';
import { textRows } from './textRows.ts';

/** Characters of distinct values that may go through all the patterns; more are sampled. */
const MOST_CHARACTERS = 20_000_000;

const LOOKED = sql`__sluice_details_looked`;

/** All figures of a text column, and whether its characters were looked at in a sample. */
export async function textDetails(
  connection: DuckDBConnection,
  values: Counted,
  of: { readonly rows: DetailsRows; readonly filled: number; readonly distinct: number },
): Promise<{ readonly text: TextDetails; readonly looked: 'all' | 'sample' }> {
  const { filled, distinct, rows } = of;
  const lengths = readTextLengths(await textRows(connection, textLengthsQuery(values)));
  if (!lengths) throw new AppError('internal', 'A column was lost on the way.');
  const longest = lengths.lengths.max;
  const few = values.grouped && distinct * (lengths.lengths.mean + 10) <= MOST_CHARACTERS;
  if (few || !rows.sample) {
    return { text: { ...lengths, ...(await shapes(connection, values, longest)) }, looked: 'all' };
  }
  await groupValues(connection, LOOKED, rows.sample, values.column);
  const [count = []] = await textRows(connection, sql`SELECT sum(n) FROM ${LOOKED}`);
  const factor = filled / Math.max(1, Number(count[0] ?? 0));
  const found = await shapes(connection, distinctValues(LOOKED, values.column), longest);
  const scaled = scaleText(found, (one) => Math.min(filled, Math.round(one * factor)));
  return { text: { ...lengths, ...scaled }, looked: 'sample' };
}

async function shapes(
  connection: DuckDBConnection,
  values: Counted,
  longest: number,
): Promise<TextShapes> {
  const [characters = []] = await textRows(connection, charactersQuery(values));
  const patternRows = await textRows(connection, patternsQuery(values));
  const patterns = readNamedCounts(patternRows);
  const formats = formatsFor(patterns, allPatternsKnown(patternRows, longest));
  const [kindRow = []] = await textRows(connection, kindsQuery(values, formats));
  const words = await textRows(connection, missingWordsQuery(values));
  const kinds = readKinds(kindRow);
  const has = (kind: string): boolean => kinds.kinds.some((one) => one.kind === kind);
  const dated = has('date') || has('timestamp');
  const zones = has('timestamp') ? await textRows(connection, zonesQuery(values)) : [];
  const query = dated ? dateFormatsQuery(values, formats) : undefined;
  const reads = query ? await textRows(connection, query) : [];
  return {
    characters: readCharacters(characters),
    patterns,
    ...kinds,
    missingWords: readMissingWords(words),
    zones: readNamedCounts(zones),
    ...(reads.length > 0 && { dateFormats: readNamedCounts(reads) }),
  };
}
