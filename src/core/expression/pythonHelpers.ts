import { trustedPy } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import type { PythonScope } from './pythonScope.ts';

/** A helper function that a generated script carries when it needs it. */
export interface PythonHelper {
  readonly name: string;
  readonly code: string;
  readonly imports?: readonly string[];
  /** Helpers that it calls. */
  readonly uses?: readonly PythonHelper[];
}

/** Asks for a helper, and those that it calls; gives its name. */
export function useHelper(scope: PythonScope, helper: PythonHelper): Py {
  for (const other of helper.uses ?? []) useHelper(scope, other);
  for (const line of helper.imports ?? []) scope.import(line);
  scope.helper(helper.name, helper.code);
  return trustedPy(helper.name);
}

/** Rounds a decimal to the digits of a type. */
export const exact: PythonHelper = {
  name: 'exact',
  imports: ['import decimal'],
  code: `def exact(value, precision, scale):
    """A decimal rounded half away from zero, None where it has more digits than its type."""
    wide = decimal.Context(prec=200, rounding=decimal.ROUND_HALF_UP)
    rounded = decimal.Decimal(value).quantize(decimal.Decimal(1).scaleb(-scale), context=wide)
    return rounded if rounded.adjusted() < precision - scale else None`,
};

/** Turns a double into a decimal. */
export const exactFloat: PythonHelper = {
  name: 'exact_float',
  imports: ['import decimal', 'import math'],
  uses: [exact],
  code: `def exact_float(value, precision, scale):
    """A double as a decimal, rounded half away from zero; None where there is none."""
    if not math.isfinite(value) or abs(value) >= 10.0 ** (precision - scale):
        return None
    product = abs(value) * 10.0**scale
    units = decimal.Decimal(math.floor(product) + (product % 1 >= 0.5))
    wide = decimal.Context(prec=200)
    size = units.scaleb(-scale, context=wide)
    return exact(size.copy_sign(decimal.Decimal(value)), precision, scale)`,
};

/** One exact operation on two decimals. */
export const decimalOperation: PythonHelper = {
  name: 'decimal_operation',
  imports: ['import decimal'],
  uses: [exact],
  code: `def decimal_operation(name, scale, left, right):
    """Exact decimal arithmetic; None for a divisor of 0 or more than 38 digits."""
    if name in ("remainder", "divide_int") and right == 0:
        return None
    return exact(getattr(decimal.Context(prec=200), name)(left, right), 38, scale)`,
};

/** An integer within a number of bits. */
export const whole: PythonHelper = {
  name: 'whole',
  uses: [exact],
  code: `def whole(value, bits):
    """The nearest integer, None where it does not fit into so many bits."""
    nearest = exact(value, 100, 0)
    return int(nearest) if -(2 ** (bits - 1)) <= nearest < 2 ** (bits - 1) else None`,
};

/** A day from its text. */
export const readDate: PythonHelper = {
  name: 'read_date',
  imports: ['import datetime'],
  code: `def read_date(text):
    """A day from YYYY-MM-DD, None where the calendar has no such day."""
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        return None`,
};

/** A timestamp from its text. */
export const readTimestamp: PythonHelper = {
  name: 'read_timestamp',
  imports: ['import datetime'],
  code: `def read_timestamp(text):
    """A timestamp from YYYY-MM-DD HH:MM:SS.ffffff or a part of it, None where there is no such day."""
    moment, _, fraction = text.replace("T", " ").partition(".")
    form = {10: "%Y-%m-%d", 16: "%Y-%m-%d %H:%M"}.get(len(moment), "%Y-%m-%d %H:%M:%S")
    try:
        start = datetime.datetime.strptime(moment, form)
    except ValueError:
        return None
    return start + datetime.timedelta(microseconds=int(fraction.ljust(6, "0")))`,
};

/** The canonical text of a timestamp. */
export const timestampText: PythonHelper = {
  name: 'timestamp_text',
  code: `def timestamp_text(value):
    """YYYY-MM-DD HH:MM:SS with a fraction only where there is one."""
    text = value.strftime("%Y-%m-%d %H:%M:%S.%f").zfill(26)
    return text.rstrip("0").rstrip(".") if text.endswith("0") else text`,
};

/** A boolean from its text. */
export const readBoolean: PythonHelper = {
  name: 'read_boolean',
  code: `def read_boolean(text):
    """A boolean from true/t/yes/y/1 or false/f/no/n/0, else None."""
    word = text.strip(" \\t\\r\\n").lower()
    return True if word in ("true", "t", "yes", "y", "1") else False if word in ("false", "f", "no", "n", "0") else None`,
};

/** A double from its text. */
export const readFloat: PythonHelper = {
  name: 'read_float',
  imports: ['import math'],
  code: `def read_float(text):
    """A double from its digits, None where it is too large for one."""
    value = float(text)
    return value if math.isfinite(value) or not any(c.isdigit() for c in text) else None`,
};

/** Applies a reader to the texts that match a pattern. */
export const matching: PythonHelper = {
  name: 'matching',
  imports: ['import re'],
  code: `def matching(pattern, read):
    """Reads group 1 of a text that matches the whole pattern; None for any other text."""

    def reader(text):
        match = re.fullmatch(pattern, text)
        return read(match[1]) if match else None

    return reader`,
};

/** Remainder of doubles. */
export const floatRemainder: PythonHelper = {
  name: 'float_remainder',
  imports: ['import math'],
  code: `def float_remainder(left, right):
    """Remainder with the sign of the dividend, None for a divisor of 0."""
    if right == 0:
        return None
    return math.fmod(left, right) if math.isfinite(left) else math.nan`,
};
