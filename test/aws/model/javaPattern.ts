const compiled = new Map<string, RegExp>();

/**
 * The service model's patterns are Java's; this gives the JavaScript expression that accepts the
 * same whole strings. Throws SyntaxError for a pattern that is broken in the model itself.
 */
export function javaPattern(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const source = pattern
    .replaceAll('\\p{Alnum}', 'a-zA-Z0-9')
    // A surrogate range written as two halves means: any supplementary character.
    .replaceAll('\\uD800\\uDC00-\\uDBFF\\uDFFF', '\\u{10000}-\\u{10FFFF}');
  const unicode = source.includes('\\p{') || source.includes('\\u{');
  const expression = new RegExp(`^(?:${source})$`, unicode ? 'u' : '');
  compiled.set(pattern, expression);
  return expression;
}
