import { reservedKeywords } from '../sql/keywords.ts';

/** The names of a SQL script's variables. */
export interface SqlVariables {
  readonly input: (source: string) => string;
  readonly files: (source: string) => string;
  readonly base: (source: string) => string;
  readonly parameter: (name: string) => string;
  readonly out: string;
}

/**
 * Names for the variables of inputs, parameters and the output folder. A parameter keeps its name;
 * an input, too, unless a parameter has it. DuckDB tells no case apart.
 */
export function sqlVariables(
  sources: readonly string[],
  parameters: readonly string[],
): SqlVariables {
  const used = new Set<string>();
  const given = new Map<string, string>();
  const give = (key: string, wanted: string): void => {
    let name = wanted;
    while (used.has(name.toLowerCase())) name += '_';
    used.add(name.toLowerCase());
    given.set(key, name);
  };
  for (const name of parameters) give(`parameter ${name}`, name);
  for (const name of sources) give(`input ${name}`, name);
  give('out', 'out');
  for (const name of sources) {
    give(`files ${name}`, `${name}_files`);
    give(`base ${name}`, `${name}_folder`);
  }
  const of = (key: string): string => given.get(key) ?? key;
  return {
    input: (name) => of(`input ${name}`),
    files: (name) => of(`files ${name}`),
    base: (name) => of(`base ${name}`),
    parameter: (name) => of(`parameter ${name}`),
    out: of('out'),
  };
}

/** A variable's name where `SET VARIABLE` takes one. */
export function variableName(name: string): string {
  return reservedKeywords.has(name.toLowerCase()) ? `"${name}"` : name;
}
