import type { Json } from '../../shared/json.ts';

/** How a document is laid out. */
export interface JsonLayout {
  /** One step of indentation. */
  readonly unit: string;
  readonly eol: string;
  /** A document of one line stays one. */
  readonly oneLine: boolean;
}

/** Columns that a line may have. */
const WIDTH = 100;

/** How a text is laid out: its indentation and line ends, two blanks and LF where nothing tells. */
export function layoutOf(text: string): JsonLayout {
  return {
    unit: /\n( +|\t)\S/.exec(text)?.[1] ?? '  ',
    eol: text.includes('\r\n') ? '\r\n' : '\n',
    oneLine: text.trim() !== '' && !text.trim().includes('\n'),
  };
}

/**
 * A value as JSON text, on one line where it fits, else one entry a line. `indent` stands before the
 * line that it begins on, `used` columns of which are taken. `expand` breaks the outermost anyway.
 */
export function printJson(
  value: Json,
  layout: JsonLayout,
  indent: string,
  options: { readonly used?: number; readonly expand?: boolean } = {},
): string {
  const flat = onOneLine(value);
  if (layout.oneLine || value === null || typeof value !== 'object') return flat;
  const fits = (options.used ?? indent.length) + flat.length <= WIDTH;
  if (isEmpty(value) || (fits && options.expand !== true)) return flat;
  const inner = indent + layout.unit;
  const lines = entriesOf(value).map(([key, item]) => {
    const start = key === undefined ? '' : `${JSON.stringify(key)}: `;
    // The comma that follows takes a column too.
    const used = inner.length + start.length + 1;
    return `${inner}${start}${printJson(item, layout, inner, { used })}`;
  });
  const [open, close] = isList(value) ? '[]' : '{}';
  return `${open ?? ''}${layout.eol}${lines.join(`,${layout.eol}`)}${layout.eol}${indent}${close ?? ''}`;
}

function onOneLine(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(onOneLine).join(', ')}]`;
  const entries = entriesOf(value).map(
    ([key, item]) => `${JSON.stringify(key ?? '')}: ${onOneLine(item)}`,
  );
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

type Composite = Exclude<Json, string | number | boolean | null>;

function entriesOf(value: Composite): readonly (readonly [string | undefined, Json])[] {
  if (isList(value)) return value.map((item) => [undefined, item] as const);
  // SAFETY: an absent key may be there with the value undefined, which JSON does not have.
  return Object.entries(value).filter(([, item]) => (item as Json | undefined) !== undefined);
}

function isEmpty(value: Composite): boolean {
  return entriesOf(value).length === 0;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
