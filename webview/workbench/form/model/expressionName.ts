const plain = /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u;

/** Words that are no names unless quoted; `date` and `timestamp` begin literals. */
const reserved = new Set([
  'and',
  'or',
  'not',
  'is',
  'null',
  'in',
  'between',
  'like',
  'ilike',
  'case',
  'when',
  'then',
  'else',
  'end',
  'cast',
  'try_cast',
  'as',
  'true',
  'false',
  'date',
  'timestamp',
]);

/** A column's name as an expression writes it. */
export function expressionName(name: string): string {
  if (plain.test(name) && !reserved.has(name.toLowerCase())) return name;
  return `"${name.replaceAll('"', '""')}"`;
}
