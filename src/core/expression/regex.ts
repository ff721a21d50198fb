import { atCharacter, ExpressionError } from './expressionError.ts';
import type { Place } from './ast.ts';

const classes: Readonly<Record<string, string>> = {
  d: '0-9',
  w: '0-9A-Za-z_',
  s: ' \\t\\n\\r\\f',
};
const controls = new Set(['t', 'n', 'r', 'f']);
const syntax = new Set(Array.from('\\^$.|?*+()[]{}'));

/**
 * A regular expression in the syntax that RE2, Rust, Java and Python share, with the meaning of
 * RE2: `.` is all but a line feed, `^` and `$` are the ends of the text, `\d \w \s` are ASCII.
 * Throws `ExpressionError` for what they do not share: look-around, back-references, flags,
 * possessive repeats, `\b`, `\p`, nested classes.
 */
export function commonRegex(pattern: string, place: Place): string {
  const refuse = (what: string): never => {
    throw new ExpressionError(
      place,
      `The pattern “${pattern}” uses ${what}, which not all targets have${atCharacter(place)}.`,
      'Use characters, classes such as [a-z] or \\d, groups, |, * + ? {n,m}, ^ and $.',
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
      else if (/[A-Za-z0-9]/.test(next) || next === '') refuse(`“\\${next}”`);
      else out += literalCharacter(next);
      repeatable = true;
    } else if (c === '[') {
      const end = classEnd(characters, i);
      if (end === undefined) return refuse('a class that is not closed');
      out += characterClass(characters.slice(i + 1, end), refuse);
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
      out += literalCharacter(c);
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
      .replace(/\\./gs, '')
      .replace(/\[[^\]]*\]/g, '')
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

function characterClass(inner: readonly string[], refuse: (what: string) => never): string {
  const negated = inner[0] === '^';
  const rest = negated ? inner.slice(1) : inner;
  if (rest.length === 0) refuse('an empty class');
  let out = '';
  for (let i = 0; i < rest.length; i++) {
    const c = rest[i] ?? '';
    if (c === '\\') {
      i++;
      const next = rest[i] ?? '';
      if (Object.hasOwn(classes, next)) out += classes[next] ?? '';
      else if (controls.has(next)) out += `\\${next}`;
      else if (/[A-Za-z0-9]/.test(next)) refuse(`“\\${next}” in a class`);
      else out += classCharacter(next);
    } else if (c === '[') refuse('“[” in a class');
    else if (c === '-' && i > 0 && i < rest.length - 1) out += '-';
    else out += classCharacter(c);
  }
  return `[${negated ? '^' : ''}${out}]`;
}

function classCharacter(c: string): string {
  if (c === '\n') return '\\n';
  if (c === '\t') return '\\t';
  if (c === '\r') return '\\r';
  return /[\\^\]&~[-]/.test(c) ? `\\${c}` : c;
}
