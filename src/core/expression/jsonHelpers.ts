import type { Sql } from '../sql/sql.ts';
import { lit, sql } from '../sql/sql.ts';
import { joinPy, py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { atCharacter, ExpressionError } from './expressionError.ts';
import { literalText } from './literalArgument.ts';
import type { PythonHelper } from './pythonHelpers.ts';
import type { TypedExpression } from './typed.ts';

/** A way into a JSON value: names of fields, and places in arrays from 0. */
type JsonPath = readonly (string | number)[];

const step = /\.([\p{L}_][\p{L}\p{N}_-]*)|\."([^"\\*]+)"|\[([0-9]{1,6})\]/uy;

/** The steps of a path such as `$.a."b c"[0]`; undefined for any other text. */
function readJsonPath(text: string): JsonPath | undefined {
  if (!text.startsWith('$')) return undefined;
  const path: (string | number)[] = [];
  step.lastIndex = 1;
  let end = 1;
  for (let found = step.exec(text); found; found = step.exec(text)) {
    const [, bare, quoted, place] = found;
    path.push(place === undefined ? (bare ?? quoted ?? '') : Number(place));
    end = step.lastIndex;
  }
  return end === text.length ? path : undefined;
}

/** Throws `ExpressionError` for a literal that is no path. */
export function expectJsonPath(e: TypedExpression | undefined): void {
  if (!e || readJsonPath(literalText(e))) return;
  throw new ExpressionError(
    e.place,
    `“${literalText(e)}” is no path into JSON here${atCharacter(e.place)}.`,
    `Write $ and then .name, ."a name" or [0], such as '$.items[0].price'.`,
  );
}

/** The path of a literal argument. The checker has made sure that it is one. */
export function jsonPath(e: TypedExpression | undefined): JsonPath {
  return readJsonPath(literalText(e)) ?? [];
}

/** A path as DuckDB reads it, every name quoted. */
export function duckdbPath(path: JsonPath): Sql {
  const steps = path.map((one) => (typeof one === 'number' ? `[${String(one)}]` : `."${one}"`));
  return lit(`$${steps.join('')}`);
}

/** A path as the last arguments of `json_at`. */
export function pythonPath(path: JsonPath): Py {
  return joinPy(
    path.map((one) => py`, ${pyLit(one)}`),
    '',
  );
}

const string = '"(?:[^"\\\\]|\\\\.)*"';

/** Whether a text is JSON (RFC 8259): DuckDB itself also takes NaN, infinities and commas before a bracket. */
export function isJsonDuckdb(text: Sql): Sql {
  const bare = sql`regexp_replace(${text}, ${lit(string)}, '""', 'g')`;
  return sql`(json_valid(${text}) AND NOT regexp_matches(${bare}, ${lit(',\\s*[\\]}]|[nN][aA][nN]|[iI][nN][fF]')}))`;
}

/** JSON in which every number has become a text, so that its digits stay as written. */
export function quotedNumbersDuckdb(text: Sql): Sql {
  const tokens = sql`regexp_extract_all(${text}, ${lit(`${string}|[-0-9][-+.0-9eE]*|[^-"0-9]+`)})`;
  return sql`array_to_string([CASE WHEN token[1] IN ('-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9') THEN '"' || token || '"' ELSE token END FOR token IN ${tokens}], '')`;
}

/** Reads JSON. */
const readJson: PythonHelper = {
  name: 'read_json',
  imports: ['import json'],
  code: `def read_json(text):
    """What JSON holds, numbers as their texts and the first of equal names; else a ValueError."""

    def refuse(word):
        raise ValueError(word)

    hooks = {"parse_int": str, "parse_float": str, "parse_constant": refuse}
    value = json.loads(text, object_pairs_hook=lambda pairs: dict(reversed(pairs)), **hooks)
    json.dumps(value, ensure_ascii=False).encode()  # lone surrogates are no text
    return value`,
};

/** Whether a text is JSON. */
export const isJson: PythonHelper = {
  name: 'is_json',
  uses: [readJson],
  code: `def is_json(text):
    """Whether a text is JSON."""
    try:
        read_json(text)
        return True
    except (RecursionError, ValueError):
        return False`,
};

/** A text, number or boolean inside JSON. */
export const jsonText: PythonHelper = {
  name: 'json_text',
  uses: [readJson],
  code: `def json_text(text, *path):
    """A text, a number or a boolean inside JSON, as text; None where there is none."""
    try:
        value = read_json(text)
    except (RecursionError, ValueError):
        return None
    for step in path:
        if isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        elif isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        else:
            return None
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else None`,
};
