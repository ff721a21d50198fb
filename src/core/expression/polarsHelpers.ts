import type { PythonHelper } from './pythonHelpers.ts';

/** Python row by row, for what polars has no expression for. */
export const each: PythonHelper = {
  name: 'each',
  imports: ['import polars as pl'],
  code: `def each(function, dtype, *columns):
    """Calls function for each row whose values are all there; null in the others."""

    def call(row):
        if row is None or any(value is None for value in row.values()):
            return None
        return function(*row.values())

    row = pl.struct(*[column.alias(str(i)) for i, column in enumerate(columns)])
    return row.map_elements(call, return_dtype=dtype, skip_nulls=False)`,
};

/** Divisors that are not zero. */
export const nonzero: PythonHelper = {
  name: 'nonzero',
  imports: ['import polars as pl'],
  code: `def nonzero(column):
    """A divisor, null where it is 0."""
    return pl.when(column != 0).then(column)`,
};

/** A quotient that is rounded once, as it is on the other targets. */
export const divide: PythonHelper = {
  name: 'divide',
  imports: ['import polars as pl'],
  code: `def divide(column, divisor):
    """Divides and rounds once. By a number polars multiplies with its reciprocal, lists it divides."""
    return (pl.concat_list(column) / pl.concat_list(divisor)).list.first()`,
};

/** A cast to float32. */
export const single: PythonHelper = {
  name: 'single',
  imports: ['import polars as pl'],
  code: `def single(column):
    """The nearest float32 of a double, null where it is too large for one."""
    narrow = column.cast(pl.Float32)
    return pl.when(narrow.is_finite() | ~column.is_finite()).then(narrow)`,
};

/** Integer arithmetic that does not wrap. */
export const fit: PythonHelper = {
  name: 'int64',
  imports: ['import polars as pl'],
  code: `def int64(wide):
    """A 128-bit integer as a 64-bit one, null where it does not fit."""
    return wide.cast(pl.Int64, strict=False)`,
};

/** Division of integers towards zero. */
export const quotient: PythonHelper = {
  name: 'quotient',
  imports: ['import polars as pl'],
  code: `def quotient(left, right):
    """Whole quotient towards zero, null where the divisor is 0 or it does not fit."""
    left, right = left.cast(pl.Int128), right.cast(pl.Int128)
    size = left.abs() // right.abs()
    return (size * left.sign() * right.sign()).cast(pl.Int64, strict=False)`,
};

/** Remainder of integers. */
export const remainder: PythonHelper = {
  name: 'remainder',
  imports: ['import polars as pl'],
  code: `def remainder(left, right):
    """Remainder with the sign of the dividend, null where the divisor is 0."""
    left, right = left.cast(pl.Int128), right.cast(pl.Int128)
    return (left.abs() % right.abs() * left.sign()).cast(pl.Int64, strict=False)`,
};

/** Rounds towards zero. */
export const truncated: PythonHelper = {
  name: 'truncated',
  imports: ['import polars as pl'],
  code: `def truncated(column):
    """A double without its fraction."""
    return pl.when(column < 0).then(column.ceil()).otherwise(column.floor())`,
};

/** A cast that stops the run. */
export const mustCast: PythonHelper = {
  name: 'must_cast',
  imports: ['import polars as pl'],
  code: `def must_cast(before, after, name, dtype):
    """Values after a cast; an error that names the first one that failed."""

    def check(columns):
        before, after = columns
        rows = pl.DataFrame({"before": before, "after": after})
        failed = rows.filter(pl.col("before").is_not_null() & pl.col("after").is_null())
        if len(failed) > 0:
            raise ValueError(f"“{failed.item(0, 0)}” cannot become {name}.")
        return after

    return pl.map_batches([before, after], check, return_dtype=dtype)`,
};

/** Capital letters by simple mappings. */
export const upperCase: PythonHelper = {
  name: 'upper_case',
  imports: ['import polars as pl'],
  code: `def upper_case(column):
    """Capitals, each letter by itself: those that would become several stay, ß becomes ẞ."""
    special = [chr(i) for i in range(128, 0x1FFFF) if len(chr(i).upper()) > 1 and chr(i) != "ß"]
    private = [chr(0xF0000 + i) for i in range(len(special))]
    kept = column.str.replace_many(special + ["ß"], private + ["ẞ"])
    return kept.str.to_uppercase().str.replace_many(private, special)`,
};
