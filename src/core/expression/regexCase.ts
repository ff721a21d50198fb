/**
 * Ignoring case in patterns. Engines fold case differently (`K`, the Kelvin sign, `ı`), so the
 * pattern itself names both forms: a letter also matches its capital and its small letter.
 */

/** A character with its capital and its small letter, as far as these are single characters; ẞ is the capital of ß. */
export function caseForms(c: string): readonly string[] {
  const capital = c === 'ß' ? 'ẞ' : c.toUpperCase();
  const forms = [c, c.toLowerCase(), capital].filter((form) => [...form].length === 1);
  return [...new Set(forms)];
}

/** What a class from `low` to `high` lacks of the other forms of its letters, as ranges. */
export function otherCase(low: number, high: number): readonly (readonly [number, number])[] {
  const others = new Set<number>();
  for (let code = low; code <= high; code++) {
    for (const form of caseForms(String.fromCodePoint(code))) {
      const other = form.codePointAt(0) ?? code;
      if (other < low || other > high) others.add(other);
    }
  }
  const ranges: [number, number][] = [];
  for (const code of [...others].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && last[1] === code - 1) last[1] = code;
    else ranges.push([code, code]);
  }
  return ranges;
}
