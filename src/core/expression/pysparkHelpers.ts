import type { PythonHelper } from './pythonHelpers.ts';

/** Python row by row, for what Spark has no expression for. */
export const each: PythonHelper = {
  name: 'each',
  imports: ['from pyspark.sql import functions as F'],
  code: `def each(function, dtype, *columns):
    """Calls function for each row whose values are all there; null in the others."""

    def call(*values):
        return None if any(value is None for value in values) else function(*values)

    return F.udf(call, dtype)(*columns)`,
};

/** A cast to float32. */
export const single: PythonHelper = {
  name: 'single',
  imports: ['from pyspark.sql import functions as F'],
  code: `def single(column):
    """The nearest float32 of a double, null where it is too large for one."""
    narrow, infinite = column.cast("float"), F.lit(float("inf"))
    lost = (F.abs(narrow) == infinite) & (F.abs(column) < infinite)
    return F.when(~lost, narrow)`,
};

/** A cast that stops the run. */
export const mustCast: PythonHelper = {
  name: 'must_cast',
  imports: ['from pyspark.sql import functions as F'],
  code: `def must_cast(before, after, name):
    """Values after a cast; an error that names the first one that failed."""
    failed = before.isNotNull() & after.isNull()
    message = F.concat(F.lit("“"), before.cast("string"), F.lit(f"” cannot become {name}."))
    return F.when(failed, F.raise_error(message)).otherwise(after)`,
};

/** Rounds towards zero. */
export const truncated: PythonHelper = {
  name: 'truncated',
  imports: ['from pyspark.sql import functions as F'],
  code: `def truncated(column):
    """A double without its fraction."""
    size = F.abs(column)
    return F.signum(column) * F.when(size < 2.0**53, F.floor(size).cast("double")).otherwise(size)`,
};

/** Division of integers towards zero. */
export const quotient: PythonHelper = {
  name: 'quotient',
  imports: ['from pyspark.sql import functions as F'],
  code: `def quotient(left, right):
    """Whole quotient towards zero, null where the divisor is 0 or it does not fit."""
    fits = (right != 0) & ((right != -1) | (left != -(2**63)))
    return F.when(fits, F.call_function("div", left, right))`,
};

/** Remainder with the sign of the dividend. */
export const remainder: PythonHelper = {
  name: 'remainder',
  imports: ['from pyspark.sql import functions as F'],
  code: `def remainder(left, right):
    """Remainder with the sign of the dividend, null where the divisor is 0."""
    return F.when(right != 0, left % right)`,
};

/** Turns doubles into integers. */
export const toInteger: PythonHelper = {
  name: 'to_integer',
  imports: ['from pyspark.sql import functions as F'],
  code: `def to_integer(column, dtype, bits):
    """Numbers rounded half away from zero, null where they do not fit."""
    nearest = F.round(column)
    fits = (nearest >= -(2.0 ** (bits - 1))) & (nearest < 2.0 ** (bits - 1))
    return F.when(fits, nearest.cast(dtype))`,
};

/** Narrows integers. */
export const narrow: PythonHelper = {
  name: 'narrow',
  imports: ['from pyspark.sql import functions as F'],
  code: `def narrow(column, dtype, bits):
    """Integers of fewer bits, null where they do not fit."""
    fits = column.between(-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
    return F.when(fits, column.cast(dtype))`,
};

/** Capital letters by simple mappings. */
export const upperCase: PythonHelper = {
  name: 'upper_case',
  imports: ['from pyspark.sql import functions as F'],
  code: `def upper_case(column):
    """Capitals, each letter by itself: those that would become several stay, ß becomes ẞ."""
    special = "".join(chr(i) for i in range(128, 0x1FFFF) if len(chr(i).upper()) > 1)
    special = special.replace("ß", "")
    private = "".join(chr(0xF0000 + i) for i in range(len(special)))
    kept = F.translate(column, special + "ß", private + "ẞ")
    return F.translate(F.upper(kept), private, special)`,
};
