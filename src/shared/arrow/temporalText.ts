const MICROS_PER_DAY = 86_400_000_000n;
const DAY_INFINITY = 2_147_483_647;
const MICRO_INFINITY = 9_223_372_036_854_775_807n;

/** Days since 1970-01-01 as DuckDB writes a DATE, e.g. `2026-01-31`, `0044-03-15 (BC)`, `infinity`. */
export function dateText(days: number): string {
  if (days === DAY_INFINITY) return 'infinity';
  if (days === -DAY_INFINITY) return '-infinity';
  const { year, month, day } = civil(days);
  const shown = year > 0 ? year : 1 - year;
  const text = `${pad(shown, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  return year > 0 ? text : `${text} (BC)`;
}

/** Microseconds since midnight as DuckDB writes a TIME, e.g. `03:04:05.12`. */
export function timeText(micros: bigint): string {
  return clock(micros, 6);
}

/**
 * Units since 1970-01-01 as DuckDB writes a TIMESTAMP, e.g. `2026-01-31 03:04:05.12`.
 * `digits` is 6 for microseconds, 9 for nanoseconds.
 */
export function timestampText(units: bigint, digits: 6 | 9): string {
  if (units === MICRO_INFINITY) return 'infinity';
  if (units === -MICRO_INFINITY) return '-infinity';
  const perDay = digits === 6 ? MICROS_PER_DAY : MICROS_PER_DAY * 1000n;
  let days = units / perDay;
  if (units % perDay < 0n) days -= 1n;
  return `${dateText(Number(days))} ${clock(units - days * perDay, digits)}`;
}

function clock(units: bigint, digits: 6 | 9): string {
  const second = 10n ** BigInt(digits);
  const whole = Number(units / second);
  const fraction = (units % second).toString().padStart(digits, '0').replace(/0+$/, '');
  const text = `${pad(Math.floor(whole / 3600), 2)}:${pad(Math.floor(whole / 60) % 60, 2)}:${pad(whole % 60, 2)}`;
  return fraction === '' ? text : `${text}.${fraction}`;
}

/** Civil date of a day number in the proleptic Gregorian calendar (Hinnant, chrono-compatible dates). */
function civil(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
