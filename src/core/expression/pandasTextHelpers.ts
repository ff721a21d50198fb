import { compute, each } from './pandasHelpers.ts';
import type { PythonHelper } from './pythonHelpers.ts';

/** `regexp_extract`. */
export const extract: PythonHelper = {
  name: 'extract',
  imports: ['import pyarrow.compute as pc'],
  uses: [compute],
  code: `def extract(column, pattern):
    """What the group “found” of a pattern finds first, empty where it finds nothing."""

    def call(array):
        found = pc.struct_field(pc.extract_regex(array, pattern), [0])
        return pc.if_else(pc.is_valid(array), pc.fill_null(found, ""), None)

    return compute(call, column)`,
};

/** One value of `initcap`. */
export const titleCase: PythonHelper = {
  name: 'title_case',
  imports: ['import re', 'import unicodedata'],
  code: `def title_case(text):
    """Capital first letters of lower case; letters, digits and apostrophes between them make up a word."""
    kinds = "".join("x" if unicodedata.category(c)[0] in "LMN" else c for c in text)
    letters = list(text)
    for word in re.finditer("x+(?:['’]x+)*", kinds):
        capital = "ẞ" if letters[word.start()] == "ß" else letters[word.start()].upper()
        letters[word.start()] = capital if len(capital) == 1 else letters[word.start()]
    return "".join(letters)`,
};

/** One value of `swapcase`. */
export const swappedCase: PythonHelper = {
  name: 'swapped_case',
  code: `def swapped_case(text):
    """Small letters for capitals and capitals for small letters, one character each."""

    def swap(c):
        other = {"ß": "ẞ", "İ": "i"}.get(c) or (c.upper() if c == c.lower() else c.lower())
        return other if len(other) == 1 else c

    return "".join(swap(c) for c in text)`,
};

/** `replace_words`. */
export const replaceWords: PythonHelper = {
  name: 'replace_words',
  imports: ['import pyarrow.compute as pc'],
  uses: [compute],
  code: `def replace_words(column, word, by):
    """Replaces whole words; each word stands between the marks \\\\x01 and \\\\x02 meanwhile."""

    def call(array):
        marked = pc.replace_substring_regex(array, r"([\\p{L}\\p{M}\\p{N}_]+)", "\\x01\\\\1\\x02")
        return pc.replace_substring_regex(pc.replace_substring_regex(marked, word, by), "[\\x01\\x02]", "")

    return compute(call, column)`,
};

/** `regexp_extract_all`. */
export const findAll: PythonHelper = {
  name: 'find_all',
  imports: ['import re', 'import pyarrow as pa', 'import pyarrow.compute as pc'],
  uses: [each],
  code: `def find_all(column, pattern, group):
    """All that a group of a pattern finds; it stands between two marks meanwhile."""
    mark = f"\\ufdd0\\\\{group}\\ufdd1"
    marked = compute(lambda array: pc.replace_substring_regex(array, pattern, mark), column)
    return each(lambda v: re.findall("(?s)\\ufdd0(.*?)\\ufdd1", v), pa.list_(pa.string()), marked)`,
};
