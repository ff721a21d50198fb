import { compute } from './pandasHelpers.ts';
import { divide } from './polarsHelpers.ts';
import type { PythonHelper } from './pythonHelpers.ts';

/** `round` on pandas. */
export const pandasRound: PythonHelper = {
  name: 'round_half_away',
  imports: ['import pyarrow.compute as pc'],
  uses: [compute],
  code: `def round_half_away(column, times, over):
    """Rounds doubles half away from zero to a multiple of over / times."""

    def call(array):
        size = pc.floor(pc.add(pc.divide(pc.multiply(pc.abs(array), times), over), 0.5))
        signs = pc.if_else(pc.less(array, 0.0), -1.0, 1.0)
        rounded = pc.multiply(signs, pc.multiply(pc.divide(size, times), over))
        return pc.if_else(pc.is_inf(size), array, rounded)

    return compute(call, column)`,
};

/** `round` on polars. */
export const polarsRound: PythonHelper = {
  name: 'round_half_away',
  imports: ['import polars as pl'],
  uses: [divide],
  code: `def round_half_away(column, times, over):
    """Rounds doubles half away from zero to a multiple of over / times."""
    size = (divide(column.abs() * times, over) + 0.5).floor()
    size = divide(size, times) * over
    size = pl.when(size.is_infinite()).then(column.abs()).otherwise(size)
    return pl.when(column < 0).then(-size).otherwise(size)`,
};

/** Rounds down on Spark, where `floor` of a double is a long. */
export const pysparkFloor: PythonHelper = {
  name: 'floor_double',
  imports: ['from pyspark.sql import functions as F'],
  code: `def floor_double(column):
    """The greatest whole number that is not above a double; doubles beyond 2**53 are whole."""
    small = F.abs(column) < 2.0**53
    return F.when(small, F.floor(column).cast("double")).otherwise(column)`,
};

/** `round` on Spark. */
export const pysparkRound: PythonHelper = {
  name: 'round_half_away',
  imports: ['from pyspark.sql import functions as F'],
  uses: [pysparkFloor],
  code: `def round_half_away(column, times, over):
    """Rounds doubles half away from zero to a multiple of over / times."""
    size = floor_double(F.abs(column) * times / over + 0.5) / times * over
    size = F.when(size == float("inf"), F.abs(column)).otherwise(size)
    return F.when(column < 0, -size).otherwise(size)`,
};

/** `round_even` on pandas. */
export const pandasRoundEven: PythonHelper = {
  name: 'round_half_even',
  imports: ['import pyarrow.compute as pc'],
  uses: [compute],
  code: `def round_half_even(column, times, over):
    """Rounds doubles half to even to a multiple of over / times."""

    def call(array):
        scaled = pc.divide(pc.multiply(array, times), over)
        rounded = pc.multiply(pc.divide(pc.round(scaled, round_mode="half_to_even"), times), over)
        return pc.if_else(pc.is_inf(scaled), array, rounded)

    return compute(call, column)`,
};

/** `round_even` on polars. */
export const polarsRoundEven: PythonHelper = {
  name: 'round_half_even',
  imports: ['import polars as pl'],
  uses: [divide],
  code: `def round_half_even(column, times, over):
    """Rounds doubles half to even to a multiple of over / times."""
    scaled = divide(column * times, over)
    rounded = divide(scaled.round(0, mode="half_to_even"), times) * over
    return pl.when(scaled.is_infinite()).then(column).otherwise(rounded)`,
};

/** `round_even` on Spark. */
export const pysparkRoundEven: PythonHelper = {
  name: 'round_half_even',
  imports: ['from pyspark.sql import functions as F'],
  code: `def round_half_even(column, times, over):
    """Rounds doubles half to even to a multiple of over / times."""
    scaled = column * times / over
    rounded = F.rint(scaled) / times * over
    return F.when(F.abs(scaled) == float("inf"), column).otherwise(rounded)`,
};

/** A function of integers whose result must fit. */
export const fitting: PythonHelper = {
  name: 'fitting',
  imports: ['import math'],
  code: `def fitting(function):
    """A function of integers, None where its result does not fit into 64 bits."""

    def call(*values):
        result = function(*values)
        return result if -(2**63) <= result < 2**63 else None

    return call`,
};

/** `factorial` on polars. */
export const factorials: PythonHelper = {
  name: 'factorials',
  imports: ['import math'],
  code: `def factorials():
    """The factorials that fit into 64 bits, by their number."""
    return {n: math.factorial(n) for n in range(21)}`,
};

/** `date_diff` on pandas. */
export const pandasDiff: PythonHelper = {
  name: 'boundaries',
  imports: ['import pyarrow as pa', 'import pyarrow.compute as pc'],
  uses: [compute],
  code: `def boundaries(unit, start, end):
    """How many starts of a unit lie after start up to end."""

    def months(array):
        return pc.add(pc.multiply(pc.year(array), 12), pc.month(array))

    def count(array):
        if unit == "year":
            return pc.year(array)
        if unit == "quarter":
            return pc.add(pc.multiply(pc.year(array), 4), pc.quarter(array))
        if unit == "month":
            return months(array)
        size = {"week": 604800, "day": 86400, "hour": 3600, "minute": 60, "second": 1}[unit]
        floored = pc.floor_temporal(array.cast(pa.timestamp("us")), unit=unit)
        seconds = floored.cast(pa.timestamp("s")).cast(pa.int64())
        # A Monday and midnight lie a whole number of units apart from another one.
        return pc.divide(pc.subtract(seconds, -259200 if unit == "week" else 0), size)

    return compute(lambda a, b: pc.subtract(count(b), count(a)), start, end)`,
};

/** `date_diff` on polars. */
export const polarsDiff: PythonHelper = {
  name: 'boundaries',
  imports: ['import polars as pl'],
  code: `def boundaries(unit, start, end):
    """How many starts of a unit lie after start up to end."""

    def count(column):
        year = column.dt.year().cast(pl.Int64)
        if unit == "year":
            return year
        if unit == "quarter":
            return year * 4 + column.dt.quarter()
        if unit == "month":
            return year * 12 + column.dt.month()
        size = {"week": 604800, "day": 86400, "hour": 3600, "minute": 60, "second": 1}[unit]
        floored = column.cast(pl.Datetime("us")).dt.truncate("1m" if unit == "minute" else "1" + unit[0])
        # A Monday and midnight lie a whole number of units apart from another one.
        return (floored.dt.epoch("s") + (259200 if unit == "week" else 0)) // size

    return count(end) - count(start)`,
};

/** `date_diff` on Spark. */
export const pysparkDiff: PythonHelper = {
  name: 'boundaries',
  imports: ['from pyspark.sql import functions as F'],
  code: `def boundaries(unit, start, end):
    """How many starts of a unit lie after start up to end."""

    def count(column):
        if unit in ("year", "quarter", "month"):
            parts = {"year": 1, "quarter": 4, "month": 12}[unit]
            month = F.year(column) * 12 + F.month(column) - 1
            return F.floor(month * parts / 12)
        size = {"week": 604800, "day": 86400, "hour": 3600, "minute": 60, "second": 1}[unit]
        floored = F.date_trunc(unit, column.cast("timestamp"))
        # A Monday and midnight lie a whole number of units apart from another one.
        return F.floor((F.unix_seconds(floored) + (259200 if unit == "week" else 0)) / size)

    return (count(end) - count(start)).cast("bigint")`,
};

/** One value of `date_add`. */
export const moved: PythonHelper = {
  name: 'moved',
  imports: ['import calendar', 'import datetime'],
  code: `def moved(value, months, seconds):
    """A date or timestamp moved by months or seconds, None outside the years 1 to 9999."""
    months += value.year * 12 + value.month - 1
    year, month = months // 12, months % 12 + 1
    if not 1 <= year <= 9999:
        return None
    day = min(value.day, calendar.monthrange(year, month)[1])
    try:
        return value.replace(year=year, month=month, day=day) + datetime.timedelta(seconds=seconds)
    except OverflowError:
        return None`,
};

/** One value of `make_date`. */
export const realDay: PythonHelper = {
  name: 'real_day',
  imports: ['import datetime'],
  code: `def real_day(year, month, day):
    """A day of the calendar, None if there is no such day."""
    try:
        return datetime.date(year, month, day)
    except (OverflowError, ValueError):
        return None`,
};

/** One value of `chr`. */
export const character: PythonHelper = {
  name: 'character',
  code: `def character(code):
    """The character of a code point, None where there is none."""
    return chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else None`,
};

/** One value of `strip_accents`. */
export const withoutMarks: PythonHelper = {
  name: 'without_marks',
  imports: ['import unicodedata'],
  code: `def without_marks(text):
    """A text without accents and other combining marks, composed."""
    letters = unicodedata.normalize("NFD", text)
    kept = [c for c in letters if not unicodedata.category(c).startswith("M")]
    return unicodedata.normalize("NFC", "".join(kept))`,
};

/** A numpy function on pandas columns. */
export const numpyFunction: PythonHelper = {
  name: 'numpy_function',
  imports: ['import numpy as np', 'import pyarrow as pa', 'import pyarrow.compute as pc'],
  uses: [compute],
  code: `def numpy_function(function, *columns):
    """Applies a numpy function to columns of doubles; null where a value is null."""

    def call(*arrays):
        with np.errstate(all="ignore"):
            values = function(*[array.to_numpy(zero_copy_only=False) for array in arrays])
        for array in arrays:
            values = pc.if_else(pc.is_valid(array), pa.array(values), None)
        return values

    return compute(call, *columns)`,
};

/** The characters of `translate`. */
export const translation: PythonHelper = {
  name: 'translation',
  code: `def translation(characters, replacements):
    """Replaces characters by those at their places; those beyond the last one are left out."""
    count = len(replacements)
    table = str.maketrans(characters[:count], replacements, characters[count:])
    return lambda text: text.translate(table)`,
};

/** One value of `make_timestamp`. */
export const realMoment: PythonHelper = {
  name: 'real_moment',
  imports: ['import datetime', 'import math'],
  code: `def real_moment(year, month, day, hour, minute, second):
    """A moment of the calendar, rounded to microseconds; None if there is none."""
    try:
        second, micro = divmod(math.floor(second * 1_000_000 + 0.5), 1_000_000)
        return datetime.datetime(year, month, day, hour, minute, second, micro)
    except (OverflowError, ValueError):
        return None`,
};
