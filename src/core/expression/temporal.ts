const dateText = /^(\d{4})-(\d\d)-(\d\d)$/;
const timestampText =
  /^(\d{4}-\d\d-\d\d)(?:[ T]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,6}))?)?)?$/;

/** True for `YYYY-MM-DD` with a 4-digit year from 0001 and a real calendar day. */
export function isDateText(text: string): boolean {
  const [, year = '', month = '', day = ''] = dateText.exec(text) ?? [];
  if (year === '' || year === '0000') return false;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

/**
 * The canonical text of a timestamp written as `YYYY-MM-DD[ T]HH:MM[:SS[.ffffff]]` or as a date
 * alone (midnight); undefined for anything else. Microseconds, no zone.
 */
export function canonicalTimestamp(text: string): string | undefined {
  const match = timestampText.exec(text);
  const [, date = '', hour = '00', minute = '00', second = '00', fraction = ''] = match ?? [];
  if (!match || !isDateText(date)) return undefined;
  const digits = fraction.replace(/0+$/, '');
  return `${date} ${hour}:${minute}:${second}${digits === '' ? '' : `.${digits}`}`;
}
