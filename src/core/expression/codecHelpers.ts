import type { PythonHelper } from './pythonHelpers.ts';

/** One value of `levenshtein`. */
export const editDistance: PythonHelper = {
  name: 'edit_distance',
  code: `def edit_distance(left, right):
    """How many UTF-8 bytes must be inserted, deleted or replaced to make one text of the other."""
    left, right = left.encode(), right.encode()
    row = range(len(right) + 1)
    for i, a in enumerate(left, 1):
        before, row = row, [i]
        for j, b in enumerate(right, 1):
            row.append(min(row[-1] + 1, before[j] + 1, before[j - 1] + (a != b)))
    return row[-1]`,
};

/** One value of `hamming`. */
export const differingBytes: PythonHelper = {
  name: 'differing_bytes',
  code: `def differing_bytes(left, right):
    """At how many places two texts of equally many UTF-8 bytes differ, None for others."""
    left, right = left.encode(), right.encode()
    return sum(a != b for a, b in zip(left, right)) if len(left) == len(right) else None`,
};

/** One value of `url_decode`. */
export const unquoted: PythonHelper = {
  name: 'unquoted',
  imports: ['import urllib.parse'],
  code: `def unquoted(text):
    """A text with its %XX read, None where they are no UTF-8."""
    try:
        return urllib.parse.unquote(text, errors="strict")
    except UnicodeDecodeError:
        return None`,
};

/** What Base64 with its padding looks like. */
export const base64Form = '(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?';

/** One value of `from_base64`. */
export const fromBase64: PythonHelper = {
  name: 'from_base64',
  imports: ['import base64', 'import re'],
  code: `def from_base64(text):
    """The text behind Base64 with its padding; None for anything else and for what is no UTF-8."""
    form = "${base64Form}"
    try:
        return base64.b64decode(text).decode() if re.fullmatch(form, text) else None
    except UnicodeDecodeError:
        return None`,
};
