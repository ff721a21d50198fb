import type { SourceOptions } from '../../shared/source.ts';
import { firstCharacter } from './textHead.ts';
import { headBytes } from './headBytes.ts';

/** Objects beyond it are not read as one line (DuckDB's own bound). */
const MOST_BYTES = 16 << 20;

/**
 * How a JSON file holds its records: in one array, one a line, or itself as one object over several
 * lines, as GeoJSON and answers of web services are.
 */
export async function jsonLayout(path: string): Promise<NonNullable<SourceOptions['layout']>> {
  if ((await firstCharacter(path)) === '[') return 'array';
  const { bytes, whole } = await headBytes(path, MOST_BYTES);
  const text = Buffer.from(bytes)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  const end = text.search(/[\r\n]/);
  if (end < 0) return 'lines';
  if (isJson(text.slice(0, end))) return 'lines';
  // Lines that are bad stay lines, so that the error names the line.
  return !whole || isJson(text) ? 'document' : 'lines';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
