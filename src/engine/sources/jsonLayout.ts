import { basename } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { SourceOptions } from '../../shared/source.ts';
import { firstCharacter } from './textHead.ts';
import { headBytes } from './headBytes.ts';

/** Most files tell by so much. */
const HEAD_BYTES = 64 << 10;
/** Objects beyond it are not read as one line (DuckDB's own bound). */
const MOST_BYTES = 16 << 20;

/**
 * How a JSON file holds its records: in one array, one a line, or itself as one object over several
 * lines, as GeoJSON and answers of web services are. Throws `bad-data` for lines behind a byte order mark.
 */
export async function jsonLayout(path: string): Promise<NonNullable<SourceOptions['layout']>> {
  if ((await firstCharacter(path)) === '[') return 'array';
  const layout =
    (await layoutBy(path, HEAD_BYTES)) ?? (await layoutBy(path, MOST_BYTES)) ?? 'document';
  if (layout === 'lines' && (await beginsWithMark(path))) throw byteOrderMark(basename(path));
  return layout;
}

/** DuckDB reads a byte order mark before an array or one object, but not before lines. */
async function beginsWithMark(path: string): Promise<boolean> {
  const { bytes } = await headBytes(path, 3);
  return Buffer.from(bytes).toString('utf8') === '\uFEFF';
}

function byteOrderMark(name: string): AppError {
  return new AppError(
    'bad-data',
    `“${name}” begins with a byte order mark, before lines of JSON.`,
    {
      hint: 'Save it as UTF-8 without one (BOM).',
    },
  );
}

/** The layout as a file's first bytes tell it; undefined where they end too early. */
async function layoutBy(path: string, most: number): Promise<'lines' | 'document' | undefined> {
  const { bytes, whole } = await headBytes(path, most);
  const text = Buffer.from(bytes)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  const end = text.search(/[\r\n]/);
  if (end < 0) return whole || most === MOST_BYTES ? 'lines' : undefined;
  if (isJson(text.slice(0, end))) return 'lines';
  // Lines that are bad stay lines, so that the error names the line.
  if (!whole) return undefined;
  return isJson(text) ? 'document' : 'lines';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
