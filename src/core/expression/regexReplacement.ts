import { atCharacter, ExpressionError } from './expressionError.ts';
import { literalText } from './literalArgument.ts';
import type { TypedExpression } from './typed.ts';

/**
 * A replacement in an engine's syntax: `\1` (RE2), `${1}` (Rust) or `$1` (Java). With `groups` the
 * text's own `\0` to `\9` refer to groups and `\\` is a backslash; else nothing in it is special.
 * With `before` group 1 is what stands before the match, which stays, and group 2 the match.
 */
export function writeReplacement(
  text: string,
  syntax: 'backslash' | 'braces' | 'dollar',
  groups: boolean,
  before = false,
): string {
  const parts = groups ? text.split(/(\\[0-9\\])/) : [text];
  let out = before ? '$1' : '';
  for (const part of parts) {
    const [, number] = /^\\([0-9])$/.exec(part) ?? [];
    if (groups && number !== undefined) {
      const group = String(Number(number) + (before ? 2 : 0));
      if (syntax === 'backslash') out += `\\${group}`;
      else out += syntax === 'braces' ? `\${${group}}` : `$${group}`;
      continue;
    }
    const plain = groups && part === '\\\\' ? '\\' : part;
    if (syntax === 'backslash') out += plain.replaceAll('\\', '\\\\');
    else if (syntax === 'braces') out += plain.replaceAll('$', '$$$$');
    // Java reads further digits after $1.
    else out += escapeDigit(plain.replaceAll(/[\\$]/g, '\\$&'), /\$[0-9]+$/.test(out));
  }
  return out;
}

/** Throws `ExpressionError` where a replacement names a group that the pattern does not have. */
export function expectGroups(e: TypedExpression | undefined, count: number): void {
  if (!e) return;
  for (const [, kind = ''] of literalText(e).matchAll(/\\([\s\S]?)/g)) {
    if (kind === '\\' || (/[0-9]/.test(kind) && Number(kind) <= count)) continue;
    throw new ExpressionError(
      e.place,
      `“\\${kind}” is no group of the pattern${atCharacter(e.place)}.`,
      `Write \\0 to \\${String(count)}, or \\\\ for a backslash.`,
    );
  }
}

function escapeDigit(text: string, after: boolean): string {
  return after && /^[0-9]/.test(text) ? `\\${text}` : text;
}
