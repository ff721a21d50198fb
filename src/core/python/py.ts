declare const pyBrand: unique symbol;

/** A piece of Python whose every value went through `pyLit`. A plain string is no `Py`. */
export type Py = string & { readonly [pyBrand]: true };

/** What `pyLit` can write; lists and dicts nest. */
export type PyValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly PyValue[]
  | { readonly [key: string]: PyValue };

function brand(text: string): Py {
  // SAFETY: only the functions of this file call it, with text they have quoted themselves.
  return text as Py;
}

/** Template tag for Python. Only `Py` values may be put in: py`df[${pyLit(name)}]`. */
export function py(strings: TemplateStringsArray, ...values: readonly Py[]): Py {
  return brand(String.raw({ raw: strings }, ...values));
}

/**
 * A Python literal. A whole number up to 2⁵³ is an `int`, as are bigints; every other number is a
 * `float`; NaN and infinities become `float("nan")` etc.
 */
export function pyLit(value: PyValue): Py {
  if (value === null) return brand('None');
  if (typeof value === 'boolean') return brand(value ? 'True' : 'False');
  if (typeof value === 'bigint') return brand(value.toString());
  if (typeof value === 'number') return brand(numberText(value));
  if (typeof value === 'string') return brand(quoted(value));
  if (isList(value)) return brand(`[${value.map(pyLit).join(', ')}]`);
  const entries = Object.entries(value).map(([key, item]) => `${quoted(key)}: ${pyLit(item)}`);
  return brand(`{${entries.join(', ')}}`);
}

/** Joins pieces, by default with a comma. */
export function joinPy(parts: readonly Py[], separator = ', '): Py {
  return brand(parts.join(separator));
}

/** Takes text as Python as it stands: for code this project itself wrote, never for values. */
export function trustedPy(text: string): Py {
  return brand(text);
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return 'float("nan")';
  if (!Number.isFinite(value)) return value > 0 ? 'float("inf")' : 'float("-inf")';
  if (Object.is(value, -0)) return '-0.0';
  // Beyond 2⁵³ it is a double that happens to be whole, which digits alone would make an integer.
  const text = String(value);
  return Number.isInteger(value) && !Number.isSafeInteger(value) && !text.includes('e')
    ? `${text}.0`
    : text;
}

function isList(value: readonly PyValue[] | object): value is readonly PyValue[] {
  return Array.isArray(value);
}

function quoted(text: string): string {
  let out = '"';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (character === '"' || character === '\\') out += `\\${character}`;
    else if (character === '\n') out += '\\n';
    else if (character === '\r') out += '\\r';
    else if (character === '\t') out += '\\t';
    else if (code < 0x20 || (code >= 0x7f && code < 0xa0)) out += `\\x${hex(code, 2)}`;
    else if (code >= 0xd800 && code <= 0xdfff) out += `\\u${hex(code, 4)}`;
    // Line and paragraph separators, and marks that reorder text, would hide what the code says.
    else if ((code >= 0x2028 && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069))
      out += `\\u${hex(code, 4)}`;
    else out += character;
  }
  return `${out}"`;
}

function hex(code: number, width: number): string {
  return code.toString(16).padStart(width, '0');
}
