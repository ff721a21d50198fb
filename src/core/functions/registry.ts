import type { ScalarFunction } from '../expression/typed.ts';
import { functions } from './index.gen.ts';

const byName = new Map<string, ScalarFunction>(
  functions.flatMap((f: ScalarFunction) =>
    [f.name, ...(f.aliases ?? [])].map((name) => [name, f] as const),
  ),
);

/** The function of this name or alias, in any case; undefined if there is none. */
export function findFunction(name: string): ScalarFunction | undefined {
  return byName.get(name.toLowerCase());
}

/** Names of all functions, without aliases. */
export function functionNames(): readonly string[] {
  return functions.map((f: ScalarFunction) => f.name);
}
