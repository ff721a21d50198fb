import { lit, sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { expectFilled, literalText } from '../expression/literalArgument.ts';
import { expectOptions, hasOption } from '../expression/regexArgument.ts';
import { writeReplacement } from '../expression/regexReplacement.ts';
import { letters, lookaroundWord, markedWord } from '../expression/regexWord.ts';
import { rawText } from '../expression/pythonCast.ts';
import { replaceWords as pandasWords } from '../expression/pandasTextHelpers.ts';
import { replaceWords as polarsWords } from '../expression/polarsTextHelpers.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { defineFunction } from './define.ts';

const ignoresCase = (args: readonly TypedExpression[]): boolean => hasOption(args[3], 'i');

export default defineFunction({
  name: 'replace_words',
  parameters: [
    { name: 'value', kind: 'text' },
    { name: 'search', kind: 'text', must: 'literal' },
    { name: 'replacement', kind: 'text', must: 'literal' },
    { name: 'options', kind: 'text', must: 'literal', optional: true },
  ],
  result: () => text,
  check: (args) => {
    expectFilled(args[1], 'search');
    expectOptions(args[3], 'i');
  },
  summary:
    'Every `search` (not empty) replaced where it stands as a whole word: no letter, mark, digit or `_` goes on at its ends. The option `i` ignores case. The characters U+0001 and U+0002, which no text has, get lost. Null gives null.',
  emit: {
    duckdb: ([a = sql``], { args }) => {
      const marked = sql`regexp_replace(${a}, ${lit(`(${letters}+)`)}, chr(1) || '\\1' || chr(2), 'g')`;
      const word = lit(markedWord(literalText(args[1]), ignoresCase(args)));
      const by = lit(writeReplacement(literalText(args[2]), 'backslash', false));
      return sql`translate(regexp_replace(${marked}, ${word}, ${by}, 'g'), chr(1) || chr(2), '')`;
    },
    pandas: ([a = py``], { args }, scope) =>
      py`${useHelper(scope, pandasWords)}(${a}, ${rawText(markedWord(literalText(args[1]), ignoresCase(args)))}, ${pyLit(writeReplacement(literalText(args[2]), 'backslash', false))})`,
    polars: ([a = py``], { args }, scope) =>
      py`${useHelper(scope, polarsWords)}(${a}, ${rawText(markedWord(literalText(args[1]), ignoresCase(args)))}, ${pyLit(writeReplacement(literalText(args[2]), 'braces', false))})`,
    pyspark: ([a = py``], { args }) =>
      py`F.regexp_replace(${a}, ${rawText(lookaroundWord(literalText(args[1]), ignoresCase(args)))}, ${pyLit(writeReplacement(literalText(args[2]), 'dollar', false))})`,
  },
  examples: [
    { args: ["'cat concat cat, cats cat'", "'cat'", "'dog'"], result: 'dog concat dog, cats dog' },
    { args: ["'caf café caf'", "'caf'", "'$1\\1'"], result: '$1\\1 café $1\\1' },
    {
      args: ["'New York New Yorker NEW YORK'", "'new york'", "'NY'", "'i'"],
      result: 'NY New Yorker NY',
    },
    { args: ["'a (c) a(c)b(c)'", "'(c)'", "'©'"], result: 'a © a©b©' },
    { args: ["'e\u0301 e e_ _e'", "'e'", "'x'"], result: 'e\u0301 x e_ _e' },
    { args: ['null', "'a'", "'b'"], result: null },
  ],
});
