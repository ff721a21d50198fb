import type { PythonHelper } from './pythonHelpers.ts';

const imports = ['import pandas as pd', 'import pyarrow as pa'];

/** Arrow's functions on columns. */
export const compute: PythonHelper = {
  name: 'compute',
  imports: [...imports, 'import pyarrow.compute as pc'],
  code: `def compute(function, *values, **options):
    """Applies a function on Arrow arrays to columns and constants; a column again."""
    index = next(value.index for value in values if isinstance(value, pd.Series))
    arrays = [pa.array(value) if isinstance(value, pd.Series) else value for value in values]
    return pd.Series(pd.arrays.ArrowExtensionArray(function(*arrays, **options)), index=index)`,
};

/** A constant as a column. */
export const constant: PythonHelper = {
  name: 'constant',
  imports,
  code: `def constant(frame, value, dtype):
    """A column of the frame's length that holds one value."""
    values = pa.array([value] * len(frame), dtype)
    return pd.Series(pd.arrays.ArrowExtensionArray(values), index=frame.index)`,
};

/** Python row by row. */
export const each: PythonHelper = {
  name: 'each',
  imports: [...imports, 'import pyarrow.compute as pc'],
  uses: [compute],
  code: `def each(function, dtype, *columns):
    """Calls function for each row whose values are all there; null in the others."""

    def call(*arrays):
        rows = zip(*[array.to_pylist() for array in arrays])
        return pa.array([None if None in row else function(*row) for row in rows], dtype)

    return compute(call, *columns)`,
};

/** A cast that rounds where it must. */
export const cast: PythonHelper = {
  name: 'cast',
  imports,
  uses: [compute],
  code: `def cast(column, dtype):
    """A column of another Arrow type; integers beyond 2**53 become the nearest double."""
    return compute(lambda array: array.cast(dtype, safe=False), column)`,
};

/** A cast to float32. */
export const single: PythonHelper = {
  name: 'single',
  imports: [...imports, 'import pyarrow.compute as pc'],
  uses: [compute],
  code: `def single(column):
    """The nearest float32 of a double, null where it is too large for one."""

    def call(array):
        narrow = array.cast(pa.float32(), safe=False)
        lost = pc.and_(pc.is_inf(narrow), pc.is_finite(array))
        return pc.if_else(lost, None, narrow)

    return compute(call, column)`,
};

/** Integer arithmetic that does not fail. */
export const integers: PythonHelper = {
  name: 'integers',
  imports: [...imports, 'import pyarrow.compute as pc'],
  uses: [compute],
  code: `def integers(function, left, right):
    """Arithmetic on 64-bit integers, null where the result does not fit."""

    def call(left, right):
        wide = function(*[pc.cast(side, pa.decimal256(19, 0)) for side in (left, right)])
        fits = pc.and_(pc.greater_equal(wide, -(2**63)), pc.less_equal(wide, 2**63 - 1))
        return pc.if_else(fits, wide, None).cast(pa.int64())

    return compute(call, left, right)`,
};

/** Divisors that are not zero. */
export const nonzero: PythonHelper = {
  name: 'nonzero',
  code: `def nonzero(column):
    """A divisor, null where it is 0."""
    return column.where(column != 0)`,
};

/** Division of integers towards zero. */
export const quotient: PythonHelper = {
  name: 'quotient',
  imports: [...imports, 'import pyarrow.compute as pc'],
  uses: [compute],
  code: `def quotient(left, right):
    """Whole quotient towards zero, null where the divisor is 0 or it does not fit."""
    fits = (right != 0) & ((right != -1) | (left != -(2**63)))
    return compute(pc.divide, left, right.where(fits))`,
};

/** Remainder of integers. */
export const remainder: PythonHelper = {
  name: 'remainder',
  imports: [...imports, 'import pyarrow.compute as pc'],
  uses: [compute],
  code: `def remainder(left, right):
    """Remainder with the sign of the dividend, null where the divisor is 0."""
    whole = right.where((right != 0) & (right != -1))
    rest = compute(lambda a, b: pc.subtract(a, pc.multiply(pc.divide(a, b), b)), left, whole)
    return rest.where((right != -1).fillna(True), left - left)`,
};

/** Comparisons of doubles with NaN. */
export const same: PythonHelper = {
  name: 'same',
  imports: ['import pyarrow.compute as pc'],
  uses: [compute],
  code: `def same(left, right):
    """left = right, where NaN equals NaN."""
    return (left == right) | (compute(pc.is_nan, left) & compute(pc.is_nan, right))`,
};

/** Order of doubles with NaN. */
export const less: PythonHelper = {
  name: 'less',
  imports: ['import pyarrow.compute as pc'],
  uses: [compute],
  code: `def less(left, right):
    """left < right, where NaN is greater than every number."""
    return (left < right) | (~compute(pc.is_nan, left) & compute(pc.is_nan, right))`,
};

/** `in` with nulls. */
export const isIn: PythonHelper = {
  name: 'is_in',
  imports: [...imports, 'import pyarrow.compute as pc'],
  uses: [compute],
  code: `def is_in(column, values):
    """True where a value is one of values, null where it is null."""

    def call(array):
        found = pc.is_in(array, pa.array(values, array.type))
        return pc.if_else(pc.is_valid(array), found, None)

    return compute(call, column)`,
};

/** `case`. */
export const choose: PythonHelper = {
  name: 'choose',
  imports: [...imports, 'import pyarrow.compute as pc'],
  uses: [compute],
  code: `def choose(branches, otherwise):
    """The value of the first branch whose condition is true."""
    result = otherwise
    for condition, value in reversed(branches):
        result = compute(pc.if_else, condition.fillna(False), value, result)
    return result`,
};

/** Turns doubles or integers into integers. */
export const toInteger: PythonHelper = {
  name: 'to_integer',
  imports: [...imports, 'import pyarrow.compute as pc'],
  uses: [compute],
  code: `def to_integer(column, dtype):
    """Numbers rounded half away from zero, null where they do not fit."""

    def call(array):
        low, bits = (2 ** (dtype.bit_width - 1), array.type)
        if pa.types.is_floating(bits):
            array = pc.round(array, round_mode="half_towards_infinity")
            fits = pc.and_(pc.greater_equal(array, float(-low)), pc.less(array, float(low)))
        else:
            fits = pc.and_(pc.greater_equal(array, -low), pc.less_equal(array, low - 1))
        return pc.if_else(fits, array, None).cast(dtype)

    return compute(call, column)`,
};

/** A cast that stops the run. */
export const mustCast: PythonHelper = {
  name: 'must_cast',
  imports: ['import pandas as pd'],
  code: `def must_cast(before, after, name):
    """Values after a cast; an error that names the first one that failed."""
    failed = before[before.notna() & after.isna()]
    if len(failed) > 0:
        raise ValueError(f"“{failed.iloc[0]}” cannot become {name}.")
    return after`,
};

/** One element of each list. */
export const nthPart: PythonHelper = {
  name: 'nth_part',
  imports: [...imports, 'import pyarrow.compute as pc'],
  code: `def nth_part(lists, index):
    """The element at an index (from 0) of each list, null where the list is shorter."""
    padded = pc.list_slice(lists, index, index + 1, return_fixed_size_list=True)
    return pc.list_element(padded, 0)`,
};
