/** Longer texts are not laid out anew. */
const limit = 500_000;

/**
 * A text that is JSON, one item a line. The characters of its values stay as they are, so that no
 * digit of a number is lost. Undefined for other texts.
 */
export function prettyJson(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed.length > limit || !/^[[{]/.test(trimmed)) return undefined;
  try {
    JSON.parse(trimmed);
  } catch {
    return undefined;
  }
  const parts = trimmed.match(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s"[\]{},:]+/g) ?? [];
  let out = '';
  let depth = 0;
  parts.forEach((part, index) => {
    const next = parts[index + 1];
    const line = (level: number): string => `\n${'  '.repeat(level)}`;
    if (part === '{' || part === '[') {
      depth += 1;
      out += part + (next === '}' || next === ']' ? '' : line(depth));
    } else if (part === '}' || part === ']') {
      depth -= 1;
      const before = parts[index - 1];
      out += (before === '{' || before === '[' ? '' : line(depth)) + part;
    } else if (part === ',') out += part + line(depth);
    else out += part === ':' ? ': ' : part;
  });
  return out;
}
