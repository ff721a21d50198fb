import type { PythonHelper } from './pythonHelpers.ts';
import { upperCase } from './pysparkHelpers.ts';

/** `initcap`. */
export const titleCase: PythonHelper = {
  name: 'title_case',
  imports: ['from pyspark.sql import functions as F'],
  uses: [upperCase],
  code: `def title_case(column):
    """Capital first letters; letters, digits and apostrophes between them make up a word."""
    word = r"[\\p{L}\\p{M}\\p{N}]+(?:['’][\\p{L}\\p{M}\\p{N}]+)*|[^\\p{L}\\p{M}\\p{N}]+"
    small = F.lower(F.translate(column, "İΣ", "iσ"))
    words = F.regexp_extract_all(small, F.lit(word), F.lit(0))
    capital = lambda w: F.concat(upper_case(F.substring(w, 1, 1)), F.substring(w, 2, 2147483647))
    return F.array_join(F.transform(words, capital), "")`,
};

/** `swapcase`. */
export const swappedCase: PythonHelper = {
  name: 'swapped_case',
  imports: ['from pyspark.sql import functions as F'],
  uses: [upperCase],
  code: `def swapped_case(column):
    """Small letters for capitals and capitals for small letters."""
    letters = F.regexp_extract_all(column, F.lit("(?s)."), F.lit(0))
    small = lambda c: F.lower(F.translate(c, "İΣ", "iσ"))
    swap = lambda c: F.when(c == small(c), upper_case(c)).otherwise(small(c))
    return F.array_join(F.transform(letters, swap), "")`,
};

/** `center`. */
export const centered: PythonHelper = {
  name: 'centered',
  imports: ['from pyspark.sql import functions as F'],
  code: `def centered(column, width, fill):
    """Filled up at both ends, the one more at the end; a longer text stays."""
    left = F.floor((width - F.length(column)) / 2).cast("int")
    filled = F.rpad(F.concat(F.lit(fill * width).substr(F.lit(1), left), column), width, fill)
    return F.when(F.length(column) < width, filled).otherwise(column)`,
};

/** `hmac_sha256`. */
export const hmac: PythonHelper = {
  name: 'hmac_sha256',
  imports: ['import hashlib', 'from pyspark.sql import functions as F'],
  code: `def hmac_sha256(column, key):
    """The HMAC-SHA-256 of a text under a key, in hexadecimal (RFC 2104)."""
    key = key.encode()
    key = (hashlib.sha256(key).digest() if len(key) > 64 else key).ljust(64, b"\\0")
    inner, outer = (F.lit(bytes(b ^ pad for b in key)) for pad in (0x36, 0x5C))
    digest = F.unhex(F.sha2(F.concat(inner, F.encode(column, "UTF-8")), 256))
    return F.sha2(F.concat(outer, digest), 256)`,
};
