/** The values of one line of a CSV, with their quotes taken off. */
export function splitLine(line: string, delimiter: string, quote: string): string[] {
  let quoted = false;
  const parts = [''];
  const add = (text: string): void => {
    parts.push(`${parts.pop() ?? ''}${text}`);
  };
  for (let at = 0; at < line.length; at += 1) {
    const char = line[at] ?? '';
    if (quote !== '' && char === quote) {
      if (quoted && line[at + 1] === quote) {
        add(quote);
        at += 1;
      } else quoted = !quoted;
    } else if (!quoted && line.startsWith(delimiter, at)) {
      parts.push('');
      at += delimiter.length - 1;
    } else add(char);
  }
  return parts;
}
