const place = / at line (\d+), column (\d+): .*$/s;

/**
 * A sentence of the engine about a whole query, with its place as that of a person's own SQL in it.
 * `own` stands in `whole` from the beginning of a line, as `userQuery` has it; `given` is the text
 * that the person wrote. A place behind it is its end, where something is still missing.
 */
export function ownSqlPlace(message: string, whole: string, own: string, given: string): string {
  const found = place.exec(message);
  const start = whole.lastIndexOf(own);
  if (!found || start < 0) return message;
  const lead = given.slice(0, given.indexOf(own));
  const above = whole.slice(0, start).split('\n').length - 1;
  const line = Number(found[1]) - above;
  if (line < 1) return message;
  if (line > own.split('\n').length) return message.replace(place, ' at its end.');
  const blanks = line === 1 ? [...(lead.split('\n').at(-1) ?? '')].length : 0;
  const ownLine = String(line + lead.split('\n').length - 1);
  const column = String(Number(found[2]) + blanks);
  return message.replace(/ at line \d+, column \d+/, ` at line ${ownLine}, column ${column}`);
}
