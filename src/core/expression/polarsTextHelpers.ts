import type { PythonHelper } from './pythonHelpers.ts';
import { upperCase } from './polarsHelpers.ts';

/** `initcap`. */
export const titleCase: PythonHelper = {
  name: 'title_case',
  imports: ['import polars as pl'],
  uses: [upperCase],
  code: `def title_case(column):
    """Capital first letters; letters, digits and apostrophes between them make up a word."""
    word = r"[\\p{L}\\p{M}\\p{N}]+(?:['’][\\p{L}\\p{M}\\p{N}]+)*|[^\\p{L}\\p{M}\\p{N}]+"
    small = column.str.replace_many(["İ", "Σ"], ["i", "σ"]).str.to_lowercase()
    capital = upper_case(pl.element().str.head(1)) + pl.element().str.slice(1)
    return small.str.extract_all(word).list.eval(capital).list.join("")`,
};

/** `swapcase`. */
export const swappedCase: PythonHelper = {
  name: 'swapped_case',
  imports: ['import polars as pl'],
  uses: [upperCase],
  code: `def swapped_case(column):
    """Small letters for capitals and capitals for small letters."""
    letter = pl.element()
    small = letter.str.replace_many(["İ", "Σ"], ["i", "σ"]).str.to_lowercase()
    swapped = pl.when(letter == small).then(upper_case(letter)).otherwise(small)
    return column.str.extract_all("(?s).").list.eval(swapped).list.join("")`,
};

/** `replace_words`. */
export const replaceWords: PythonHelper = {
  name: 'replace_words',
  code: `def replace_words(column, word, by):
    """Replaces whole words; each word stands between the marks \\\\x01 and \\\\x02 meanwhile."""
    marked = column.str.replace_all(r"([\\p{L}\\p{M}\\p{N}_]+)", "\\x01\${1}\\x02")
    return marked.str.replace_all(word, by).str.replace_all("[\\x01\\x02]", "")`,
};

/** `regexp_extract_all` of a group. */
export const findAll: PythonHelper = {
  name: 'find_all',
  imports: ['import polars as pl'],
  code: `def find_all(column, pattern, group):
    """All that a group of a pattern finds; it stands between two marks meanwhile."""
    marked = column.str.replace_all(pattern, f"\\ufdd0\${{{group}}}\\ufdd1")
    finds = marked.str.extract_all("(?s)\\ufdd0.*?\\ufdd1")
    return finds.list.eval(pl.element().str.strip_chars("\\ufdd0\\ufdd1"))`,
};
