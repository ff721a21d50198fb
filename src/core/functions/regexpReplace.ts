import { lit, sql, trusted } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { literalText } from '../expression/literalArgument.ts';
import { groupCount } from '../expression/regex.ts';
import { expectOptions, hasOption, patternOf } from '../expression/regexArgument.ts';
import { expectGroups, writeReplacement } from '../expression/regexReplacement.ts';
import { rawText } from '../expression/pythonCast.ts';
import { compute } from '../expression/pandasHelpers.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { defineFunction } from './define.ts';

/** The replacement in an engine's syntax. */
function replacement(
  args: readonly TypedExpression[],
  syntax: 'backslash' | 'braces' | 'dollar',
  before = false,
): string {
  return writeReplacement(literalText(args[2]), syntax, hasOption(args[3], 'r'), before);
}

export default defineFunction({
  name: 'regexp_replace',
  parameters: [
    { name: 'value', kind: 'text' },
    { name: 'pattern', kind: 'text', must: 'literal' },
    { name: 'replacement', kind: 'text', must: 'literal' },
    { name: 'options', kind: 'text', must: 'literal', optional: true },
  ],
  result: () => text,
  check: (args) => {
    expectOptions(args[3], 'i1r');
    patternOf(args, 3);
    if (hasOption(args[3], 'r')) expectGroups(args[2], groupCount(literalText(args[1])));
  },
  summary:
    'Every match of the regular expression replaced by the text `replacement`, in which nothing is special. Options are letters: `i` ignores case, `1` replaces the first match only, with `r` the replacement’s `\\1` to `\\9` are what the groups found, `\\0` the whole match, `\\\\` a backslash. Null gives null.',
  emit: {
    duckdb: ([a = sql``], { args }) => {
      const all = hasOption(args[3], '1') ? sql`` : trusted(`, 'g'`);
      return sql`regexp_replace(${a}, ${lit(patternOf(args, 3))}, ${lit(replacement(args, 'backslash'))}${all})`;
    },
    pandas: ([a = py``], { args }, scope) => {
      const isFirst = hasOption(args[3], '1');
      const pattern = rawText(patternOf(args, 3));
      const by = replacement(args, 'backslash');
      // pandas refuses what would name a group of Python's.
      if (by.includes('\\g<')) {
        const most: Py = isFirst ? py`, max_replacements=1` : py``;
        return py`${useHelper(scope, compute)}(pc.replace_substring_regex, ${a}, ${pattern}, ${pyLit(by)}${most})`;
      }
      return py`${a}.str.replace(${pattern}, ${by.includes('\\') ? rawText(by) : pyLit(by)}${isFirst ? py`, n=1` : py``}, regex=True)`;
    },
    polars: ([a = py``], { args }) => {
      const call = hasOption(args[3], '1') ? py`replace` : py`replace_all`;
      return py`${a}.str.${call}(${rawText(patternOf(args, 3))}, ${pyLit(replacement(args, 'braces'))})`;
    },
    pyspark: ([a = py``], { args }) => {
      // Spark replaces all matches, so for the first one what is before it is matched too.
      const first = hasOption(args[3], '1');
      const pattern = patternOf(args, 3);
      const found = first ? `\\A([\\s\\S]*?)(${pattern})` : pattern;
      const by = replacement(args, 'dollar', first);
      return py`F.regexp_replace(${a}, ${rawText(found)}, ${pyLit(by)})`;
    },
  },
  examples: [
    { args: ["'a1b22'", "'[0-9]+'", "'#'"], result: 'a#b#' },
    { args: ["'abc'", "'x'", "'y'"], result: 'abc' },
    { args: ["'a-b'", "'-'", "'$1'"], result: 'a$1b' },
    { args: ["'a1b22'", "'[0-9]+'", "'\\1'", "'1'"], result: 'a\\1b22' },
    { args: ["'x\n1y2'", "'[12]|y'", "'$'", "'1'"], result: 'x\n$y2' },
    { args: ["'Ab aB'", "'ab'", "'x'", "'i'"], result: 'x x' },
    {
      args: ["'Doe, Jo; Roe, Al'", "'(\\w+), (\\w+)'", "'\\2 \\1$\\\\2'", "'r'"],
      result: 'Jo Doe$\\2; Al Roe$\\2',
    },
    { args: ["'k1 K2'", "'(k)([0-9])'", "'\\20\\0'", "'ri1'"], result: '10k1 K2' },
    { args: ["'ab'", "'(x)|a'", "'<\\1>'", "'r'"], result: '<>b' },
    { args: ['null', "'a'", "'b'"], result: null },
  ],
});
