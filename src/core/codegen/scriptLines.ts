import type { Py } from '../python/py.ts';

/** A dictionary's lines, by its written entries. */
export function dict(name: string, entries: readonly Py[]): string[] {
  if (entries.length === 0) return [`${name} = {}`];
  return [`${name} = {`, ...entries.map((entry) => `    ${entry},`), '}'];
}

/** A function from its lines. */
export function func(head: Py, doc: string, body: readonly (Py | Comment)[]): string {
  return [
    `def ${head}:`,
    `    """${doc}"""`,
    ...body
      .flatMap((line) => (typeof line === 'string' ? line.split('\n') : line.comment))
      .map((line) => line && `    ${line}`),
  ].join('\n');
}

/** Lines that stand as they are. */
export interface Comment {
  readonly comment: readonly string[];
}
