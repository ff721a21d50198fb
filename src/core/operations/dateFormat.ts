import { StepError } from './define.ts';

/** What a directive matches; one group each. */
const directives: Readonly<Record<string, string>> = {
  Y: '([0-9]{4})',
  y: '([0-9]{2})',
  m: '([0-9]{1,2})',
  d: '([0-9]{1,2})',
  H: '([0-9]{1,2})',
  I: '(0?[1-9]|1[0-2])',
  M: '([0-9]{1,2})',
  S: '([0-9]{1,2})',
  f: '([0-9]{1,6})',
  j: '([0-9]{1,3})',
  b: '([A-Za-z]{3})',
  p: '([AaPp][Mm])',
};

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * An expression (FORMATS: Expression) that reads a text column as a date or timestamp by a strptime
 * format: the parts are found by one regular expression and put together as ISO text, which is then
 * cast, so that every target reads alike. Years `%y` are 1969 to 2068, as in POSIX. What does not
 * fit the format, or is no real day or time, fails as the cast does. Throws `StepError` for a format
 * that says no day, names a part twice or holds an unknown directive.
 */
export function dateFormatExpression(
  column: string,
  format: string,
  to: 'date' | 'timestamp',
  onError: 'null' | 'error',
): string {
  const { pattern, groups } = readFormat(format);
  const name = `"${column.replaceAll('"', '""')}"`;
  const part = (directive: string): string | undefined => {
    const group = groups.indexOf(directive);
    return group < 0
      ? undefined
      : `regexp_extract(${name}, ${quoted(pattern)}, ${String(group + 1)})`;
  };
  const time = timeText(part);
  const whole = time === undefined ? dayText(part) : `${dayText(part)} || ' ' || ${time}`;
  // In the error a text that does not fit stands as it is, with the format.
  const other = `${name} || ${quoted(` (not ${format})`)}`;
  const iso = `case when regexp_matches(${name}, ${quoted(pattern)}) then ${whole} else ${other} end`;
  const cast = onError === 'error' ? 'cast' : 'try_cast';
  if (to === 'timestamp' || time === undefined) return `${cast}(${iso} as ${to})`;
  return `cast(${cast}(${iso} as timestamp) as date)`;
}

function readFormat(format: string): { pattern: string; groups: readonly string[] } {
  const groups: string[] = [];
  let pattern = '^';
  for (let at = 0; at < format.length; at += 1) {
    const character = format.charAt(at);
    if (character !== '%' || format.charAt(at + 1) === '%') {
      pattern += character.replace(/[\\^$.|?*+()[\]{}]/, '\\$&');
      if (character === '%') at += 1;
      continue;
    }
    at += 1;
    const directive = format.charAt(at);
    const found = Object.hasOwn(directives, directive) ? directives[directive] : undefined;
    if (found === undefined) {
      refuse(`“%${directive}” is no part of a date format here`);
    }
    if (groups.includes(directive)) refuse(`The format names %${directive} twice`);
    groups.push(directive);
    pattern += found;
  }
  const has = (directive: string): boolean => groups.includes(directive);
  if (has('Y') === has('y')) refuse('The format has no year, or two');
  if (has('m') && has('b')) refuse('The format names the month twice');
  if (has('j') && (has('m') || has('b') || has('d'))) refuse('The format names the day twice');
  if (has('H') && has('I')) refuse('The format names the hour twice');
  if (has('I') !== has('p')) refuse('%I and %p stand only together');
  if (!has('j') && has('d') && !has('m') && !has('b')) refuse('The format has no month');
  return { pattern: `${pattern}$`, groups };
}

function refuse(what: string): never {
  throw new StepError(
    ['format'],
    `${what}.`,
    'Use %Y or %y, %m or %b, %d, %j, %H, %I with %p, %M, %S, %f, as in %d.%m.%Y %H:%M.',
  );
}

type Part = (directive: string) => string | undefined;

function dayText(part: Part): string {
  const short = part('y') ?? "''";
  const year = part('Y') ?? `case when ${short} >= '69' then '19' else '20' end || ${short}`;
  const day = part('j');
  if (day !== undefined) {
    const first = `try_cast(${year} || '-01-01' as date)`;
    const moved = `date_add('day', try_cast(${day} as int64) - 1, ${first})`;
    return `case when year(${moved}) = year(${first}) then cast(${moved} as text) else '' end`;
  }
  return `${year} || '-' || ${monthText(part)} || '-' || ${two(part('d') ?? "'1'")}`;
}

function monthText(part: Part): string {
  const name = part('b');
  if (name === undefined) return two(part('m') ?? "'1'");
  const branches = months.map(
    (month, index) => `when '${month}' then ${two(`'${String(index + 1)}'`)}`,
  );
  return `case lower(${name}) ${branches.join(' ')} else '' end`;
}

function timeText(part: Part): string | undefined {
  const twelve = part('I');
  const afternoon = `case when lower(${part('p') ?? "''"}) = 'pm' then 12 else 0 end`;
  const hour =
    twelve === undefined
      ? part('H')
      : `cast(try_cast(${twelve} as int64) % 12 + ${afternoon} as text)`;
  const [minute, second, fraction] = [part('M'), part('S'), part('f')];
  if ([hour, minute, second, fraction].every((found) => found === undefined)) return undefined;
  const whole = [hour, minute, second].map((found) => two(found ?? "'0'")).join(" || ':' || ");
  return fraction === undefined ? whole : `${whole} || '.' || rpad(${fraction}, 6, '0')`;
}

function two(text: string): string {
  return `lpad(${text}, 2, '0')`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
