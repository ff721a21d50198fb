import type { Place } from '../expression/ast.ts';
import { ExpressionError } from '../expression/expressionError.ts';

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
  B: '([A-Za-z]{3,9})',
  p: '([AaPp][Mm])',
};

/** A piece of a date format's pattern; texts have no directive. */
export interface DateFormatPiece {
  readonly directive: string | undefined;
  readonly pattern: string;
}

/** Whether a format says a time of day, and is read as a timestamp. */
export function saysTime({ groups }: DateFormatPattern): boolean {
  return groups.some((directive) => 'HIMSf'.includes(directive));
}

/** A date format as regular expressions of a whole text. */
export interface DateFormatPattern {
  /** One group for each directive, anchored. */
  readonly pattern: string;
  /** The directives of the groups, in their order. */
  readonly groups: readonly string[];
  /** What the pattern is made of: escaped texts, and directives with what they match, in brackets. */
  readonly pieces: readonly DateFormatPiece[];
  /** The same for Python's `re.fullmatch`, its groups named like the directives. */
  readonly named: string;
}

/**
 * Reads a strptime format. Throws `ExpressionError` at `place` for a format that says no day, names a
 * part twice or holds an unknown directive.
 */
export function dateFormatPattern(format: string, place: Place): DateFormatPattern {
  const refuse: (what: string) => never = refuseAt(place);
  const groups: string[] = [];
  const pieces: DateFormatPiece[] = [];
  for (let at = 0; at < format.length; at += 1) {
    const character = format.charAt(at);
    if (character !== '%' || format.charAt(at + 1) === '%') {
      const plain = character.replace(/[\\^$.|?*+()[\]{}]/, '\\$&');
      pieces.push({ directive: undefined, pattern: plain });
      if (character === '%') at += 1;
      continue;
    }
    // `%-d` is one or two digits too.
    at += /^-[dmHIMSj]/.test(format.slice(at + 1)) ? 2 : 1;
    const directive = format.charAt(at);
    const found = Object.hasOwn(directives, directive) ? directives[directive] : undefined;
    if (found === undefined) {
      refuse(`“%${directive}” is no part of a date format here`);
    }
    if (groups.includes(directive)) refuse(`The format names %${directive} twice`);
    groups.push(directive);
    pieces.push({ directive, pattern: found });
  }
  const has = (directive: string): boolean => groups.includes(directive);
  if (has('Y') === has('y')) refuse('The format has no year, or two');
  if ([has('m'), has('b'), has('B')].filter(Boolean).length > 1)
    refuse('The format names the month twice');
  if (has('j') && (has('m') || has('b') || has('B') || has('d')))
    refuse('The format names the day twice');
  if (has('H') && has('I')) refuse('The format names the hour twice');
  if (has('I') !== has('p')) refuse('%I and %p stand only together');
  if (!has('j') && has('d') && !has('m') && !has('b') && !has('B'))
    refuse('The format has no month');
  const named = pieces.map(({ directive: name, pattern }) =>
    name === undefined ? pattern : pattern.replace('(', `(?P<${name}>`),
  );
  return {
    pattern: `^${pieces.map((piece) => piece.pattern).join('')}$`,
    groups,
    pieces,
    named: named.join(''),
  };
}

function refuseAt(place: Place): (what: string) => never {
  return (what) => {
    throw new ExpressionError(
      place,
      `${what}.`,
      'Use %Y or %y, %m, %b or %B, %d, %j, %H, %I with %p, %M, %S, %f, as in %d.%m.%Y %H:%M.',
    );
  };
}
