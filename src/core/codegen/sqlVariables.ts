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

/** Words that DuckDB's parser keeps: as a name they stand in quotes. */
const reserved = new Set(
  [
    'all analyse analyze and anti any array as asc asof asymmetric at authorization binary',
    'both by case cast check collate collation column columns concurrently constraint create',
    'cross default deferrable desc describe distinct do else end except false fetch for',
    'foreign freeze from full generated glob group having ilike in initially inner intersect',
    'into is isnull join lambda lateral leading left like limit map natural not notnull null',
    'offset on only or order outer overlaps pivot pivot_longer pivot_wider placing positional',
    'primary qualify references returning right select semi show similar some struct',
    'summarize symmetric table tablesample then to trailing true try_cast union unique unpack',
    'unpivot using variadic verbose when where window with',
  ]
    .join(' ')
    .split(' '),
);

/** A variable's name where `SET VARIABLE` takes one. */
export function variableName(name: string): string {
  return reserved.has(name.toLowerCase()) ? `"${name}"` : name;
}
