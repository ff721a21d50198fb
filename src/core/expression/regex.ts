import { atCharacter, ExpressionError } from './expressionError.ts';
import type { Place } from './ast.ts';
import { caseForms, otherCase } from './regexCase.ts';

const classes: Readonly<Record<string, string>> = {
  d: '0-9',
  w: '0-9A-Za-z_',
  s: ' \\t\\n\\r\\f',
};
/** Classes that hold every character, line feeds too. */
const everything = new Set(['\\s\\S', '\\S\\s', '\\d\\D', '\\D\\d', '\\w\\W', '\\W\\w']);
const controls = new Set(['t', 'n', 'r', 'f']);
const syntax = new Set(Array.from('\\^$.|?*+()[]{}'));

/**
 * A regular expression in the syntax that RE2, Rust, Java and Python share, with the meaning of
 * RE2: `.` is all but a line feed, `^` and `$` are the ends of the text, `\d \w \s` are ASCII,
 * `\p{L}` and `\P{Lu}` are general categories. With `ignoreCase` a letter also matches its capital
 * and its small letter. Throws `ExpressionError` for what they do not share: look-around,
 * back-references, flags, possessive repeats, `\b`, scripts and other properties, nested classes.
 */
export function commonRegex(pattern: string, place: Place, ignoreCase = false): string {
  const refuse = (what: string): never => {
    throw new ExpressionError(
      place,
      `The pattern “${pattern}” uses ${what}, which not all targets have${atCharacter(place)}.`,
      'Use characters, classes such as [a-z], \\d or \\p{L}, groups, |, * + ? {n,m}, ^ and $.',
    );
  };
  const characters = [...pattern];
  let out = '';
  let open = 0;
  let repeatable = false;
  for (let i = 0; i < characters.length; i++) {
    const c = characters[i] ?? '';
    const next = characters[i + 1] ?? '';
    if (c === '\\') {
      i++;
      if (Object.hasOwn(classes, next)) out += `[${classes[next] ?? ''}]`;
      else if (Object.hasOwn(classes, next.toLowerCase()))
        out += `[^${classes[next.toLowerCase()] ?? ''}]`;
      else if (controls.has(next)) out += `\\${next}`;
      else if (next === 'p' || next === 'P') {
        const found = category(characters, i, ignoreCase);
        if (!found) return refuse(`“\\${next}” without one of the general categories`);
        out += ignoreCase && found.several ? `[${found.text}]` : found.text;
        i = found.end;
      } else if (/[A-Za-z0-9]/.test(next) || next === '') refuse(`“\\${next}”`);
      else out += literalCharacter(next);
      repeatable = true;
    } else if (c === '[') {
      const end = classEnd(characters, i);
      if (end === undefined) return refuse('a class that is not closed');
      out += characterClass(characters.slice(i + 1, end), ignoreCase, refuse);
      i = end;
      repeatable = true;
    } else if (c === '(') {
      if (next === '?') {
        if (characters[i + 2] !== ':') refuse('“(?”');
        i += 2;
        out += '(?:';
      } else out += '(';
      open++;
      repeatable = false;
    } else if (c === ')') {
      if (open === 0) refuse('a “)” without “(”');
      open--;
      out += c;
      repeatable = true;
    } else if (c === '*' || c === '+' || c === '?' || c === '{') {
      if (!repeatable) refuse(`“${c}” without anything to repeat`);
      const rest = characters.slice(i).join('');
      const [repeat] = /^(?:[*+?]|\{\d{1,3}(?:,\d{0,3})?\})\??/.exec(rest) ?? [];
      if (repeat === undefined) return refuse('“{”');
      if (/^[+*?{]/.test(rest.slice(repeat.length)))
        refuse(`“${rest.slice(0, repeat.length + 1)}”`);
      out += repeat;
      i += repeat.length - 1;
      repeatable = false;
    } else if (c === '.') {
      out += '[^\\n]';
      repeatable = true;
    } else if (c === '^' || c === '$') {
      out += c === '^' ? '\\A' : '\\z';
      repeatable = false;
    } else if (c === '|') {
      out += c;
      repeatable = false;
    } else if (c === '}' || c === ']') {
      out += `\\${c}`;
      repeatable = true;
    } else {
      const forms = ignoreCase ? caseForms(c) : [c];
      out += forms.length > 1 ? `[${forms.map(classCharacter).join('')}]` : literalCharacter(c);
      repeatable = true;
    }
  }
  if (open > 0) refuse('a “(” without “)”');
  return out;
}

/** Number of groups that a pattern captures. */
export function groupCount(pattern: string): number {
  return [
    ...pattern
      .replace(/\\./gs, '.')
      .replace(/\[[^\]]*\]/g, '.')
      .matchAll(/\((?!\?)/g),
  ].length;
}

function literalCharacter(c: string): string {
  if (c === '\n') return '\\n';
  if (c === '\t') return '\\t';
  if (c === '\r') return '\\r';
  return syntax.has(c) ? `\\${c}` : c;
}

function classEnd(characters: readonly string[], start: number): number | undefined {
  let i = start + 1;
  if (characters[i] === '^') i++;
  // A bracket in first place stands for itself in some engines only; `characterClass` refuses it.
  for (; i < characters.length; i++) {
    if (characters[i] === '\\') i++;
    else if (characters[i] === ']') return i;
  }
  return undefined;
}

function characterClass(
  inner: readonly string[],
  ignoreCase: boolean,
  refuse: (what: string) => never,
): string {
  if (everything.has(inner.join(''))) return '[\\s\\S]';
  const negated = inner[0] === '^';
  const rest = negated ? inner.slice(1) : inner;
  if (rest.length === 0) refuse('an empty class');
  let out = '';
  /** The start of a range that is open, and the character before. */
  let low: string | undefined;
  let before: string | undefined;
  const add = (c: string): void => {
    out += classCharacter(c);
    if (ignoreCase) {
      const [first, last] = [(low ?? c).codePointAt(0) ?? 0, c.codePointAt(0) ?? 0];
      for (const [from, to] of otherCase(first, last)) {
        const [start, end] = [String.fromCodePoint(from), String.fromCodePoint(to)];
        out += classCharacter(start);
        if (from < to) out += `-${classCharacter(end)}`;
      }
    }
    before = low === undefined ? c : undefined;
    low = undefined;
  };
  for (let i = 0; i < rest.length; i++) {
    const c = rest[i] ?? '';
    if (c === '\\') {
      i++;
      const next = rest[i] ?? '';
      if (Object.hasOwn(classes, next)) out += classes[next] ?? '';
      else if (controls.has(next)) out += `\\${next}`;
      else if (next === 'p' || next === 'P') {
        const found = category(rest, i, ignoreCase);
        if (!found) return refuse(`“\\${next}” without one of the general categories`);
        out += found.text;
        i = found.end;
      } else if (/[A-Za-z0-9]/.test(next)) refuse(`“\\${next}” in a class`);
      else add(next);
    } else if (c === '[') refuse('“[” in a class');
    else if (c === '-' && i > 0 && i < rest.length - 1) {
      out += '-';
      low = before;
    } else if (ignoreCase && rest[i + 1] === '-' && i + 2 < rest.length) {
      // Its other forms follow once the range is whole.
      out += classCharacter(c);
      before = c;
    } else add(c);
  }
  return `[${negated ? '^' : ''}${out}]`;
}

/** The category at `\p`, whose `p` stands at `start`; letters of one case become all of them where case is ignored. */
function category(
  characters: readonly string[],
  start: number,
  ignoreCase: boolean,
): { readonly text: string; readonly end: number; readonly several: boolean } | undefined {
  const [whole, kind = '', name = ''] =
    /^([pP])\{(Cc|Cf|L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?)\}/.exec(
      characters.slice(start, start + 6).join(''),
    ) ?? [];
  if (whole === undefined) return undefined;
  const several = ignoreCase && kind === 'p' && ['Lu', 'Ll', 'Lt'].includes(name);
  const text = several ? '\\p{Lu}\\p{Ll}\\p{Lt}' : `\\${kind}{${name}}`;
  return { text, end: start + whole.length - 1, several };
}

function classCharacter(c: string): string {
  if (c === '\n') return '\\n';
  if (c === '\t') return '\\t';
  if (c === '\r') return '\\r';
  return /[\\^\]&~[-]/.test(c) ? `\\${c}` : c;
}
