import { lit, sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { titleCase as pandasTitle } from '../expression/pandasTextHelpers.ts';
import { titleCase as polarsTitle } from '../expression/polarsTextHelpers.ts';
import { titleCase as pysparkTitle } from '../expression/pysparkTextHelpers.ts';
import { defineFunction } from './define.ts';

/** Words and what is between them, so that every character is in one find. */
const word = "[\\p{L}\\p{M}\\p{N}]+(?:['’][\\p{L}\\p{M}\\p{N}]+)*|[^\\p{L}\\p{M}\\p{N}]+";

export default defineFunction({
  name: 'initcap',
  parameters: [{ name: 'value', kind: 'text' }],
  result: () => text,
  summary:
    'The first letter of each word a capital, the others small, as `upper` and `lower` have them. A word is letters, marks and digits, with apostrophes between them (`It’s`); anything else parts words (`Anne-Marie`). Null gives null.',
  emit: {
    duckdb: ([a = sql``]) =>
      sql`array_to_string(list_transform(regexp_extract_all(lower(${a}), ${lit(word)}), lambda w: upper(left(w, 1)) || substring(w, 2)), '')`,
    pandas: ([a = py``], _, scope) =>
      py`${useHelper(scope, pandasEach)}(${useHelper(scope, pandasTitle)}, pa.string(), ${a}.str.lower())`,
    polars: ([a = py``], _, scope) => py`${useHelper(scope, polarsTitle)}(${a})`,
    pyspark: ([a = py``], _, scope) => py`${useHelper(scope, pysparkTitle)}(${a})`,
  },
  examples: [
    { args: ["'héLLO o''neil ANNE-marie'"], result: "Héllo O'neil Anne-Marie" },
    { args: ["'it’s ''quoted'' 2nd'"], result: "It’s 'Quoted' 2nd" },
    { args: ["'élan  ße\tx_y'"], result: 'Élan  ẞe\tX_Y' },
    { args: ["'e\u0301t ΑΣ'"], result: 'E\u0301t Ασ' },
    { args: ["''"], result: '' },
    { args: ['null'], result: null },
  ],
});
