/**
 * UTF-8 (RFC 3629, 4) of whole texts, for engines that stop at bytes that are none. `byte` says how
 * the byte with two hexadecimal digits is written, which are given as pieces of a pattern.
 */
function sequences(byte: (high: string, low: string) => string): readonly string[] {
  const any = '[0-9A-Fa-f]';
  const next = byte('[89ABab]', any);
  const [two, three] = [next.repeat(2), next.repeat(3)];
  return [
    `(?:${byte('[Cc]', '[2-9A-Fa-f]')}|${byte('[Dd]', any)})${next}`,
    `${byte('[Ee]', '0')}${byte('[ABab]', any)}${next}`,
    `${byte('[Ee]', '[1-9A-Ca-cEFef]')}${two}`,
    `${byte('[Ee]', '[Dd]')}${byte('[89]', any)}${next}`,
    `${byte('[Ff]', '0')}${byte('[9ABab]', any)}${two}`,
    `${byte('[Ff]', '[1-3]')}${three}`,
    `${byte('[Ff]', '4')}${byte('8', any)}${two}`,
  ];
}

/** The hexadecimal digits of a text's bytes, all of it. */
export const hexadecimalUtf8 = `(?:[0-7].|${sequences((high, low) => high + low).join('|')})*`;

/** One character beyond ASCII as an address writes its bytes: `%C3%A9`. */
export const percentUtf8 = sequences((high, low) => `%${high}${low}`).join('|');
