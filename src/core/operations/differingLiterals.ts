import { trustedPy } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { pythonTokens } from '../python/pythonTokens.ts';

/** Codes that are one but for a literal. */
export interface DifferingLiterals {
  /** The code, with the variable `value` in the literal's place. */
  readonly code: Py;
  /** The literal of each code, as many as are alike. */
  readonly literals: readonly Py[];
}

/**
 * How the codes from a place on differ, if it is by one literal, which may stand at several places.
 * Codes are given in pieces.
 */
export function differingLiterals(
  codes: readonly (readonly string[] | undefined)[],
  from: number,
): DifferingLiterals | undefined {
  const [first, second] = [codes[from], codes[from + 1]];
  // A lambda may have a parameter of the variables' names.
  if (!first || !second || first.includes('value') || first.includes('name')) return undefined;
  const places = new Set(first.flatMap((piece, at) => (piece === second[at] ? [] : [at])));
  const literals: Py[] = [];
  for (let code = from; code < codes.length; code += 1) {
    const found = codes[code];
    const [literal, ...others] = new Set([...places].map((at) => found?.[at]));
    const alike =
      found?.length === first.length &&
      first.every((piece, at) => places.has(at) || piece === found[at]);
    if (!alike || others.length > 0 || literal === undefined || !isLiteral(literal)) break;
    literals.push(trustedPy(literal));
  }
  if (literals.length < 2) return undefined;
  const code = first.map((piece, at) => (places.has(at) ? 'value' : piece)).join('');
  return { code: trustedPy(code), literals };
}

/** Tokens and what stands between them; `undefined` for code that is no tokens. */
export function pieces(code: string): readonly string[] | undefined {
  const tokens = pythonTokens(code);
  if (!tokens) return undefined;
  let at = 0;
  const found = tokens.flatMap(({ text, start }) => {
    const between = code.slice(at, start);
    at = start + text.length;
    return [between, text];
  });
  return [...found, code.slice(at)];
}

/** A text that is not computed, or a number. */
function isLiteral(piece: string): boolean {
  return /^[rRbB]{0,2}["']|^[\d.]+(?:[eE][+-]?\d+)?$/.test(piece);
}
