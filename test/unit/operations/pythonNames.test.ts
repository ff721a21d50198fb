import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceVariables } from '../../../src/core/codegen/pythonNames.ts';
import { operations } from '../../../src/core/operations/registry.ts';
import { emitPython } from '../../conformance/stepContexts.ts';

const core = join(import.meta.dirname, '../../../src/core');

/** The functions that stand above `transform` in scripts, wherever they are written. */
const helpers = new Set(
  ['expression', 'functions', 'operations', 'codegen'].flatMap((folder) =>
    readdirSync(join(core, folder))
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => {
        const text = readFileSync(join(core, folder, name), 'utf8');
        return [...text.matchAll(/(?:^|`)def (\w+)\(/gm)].map((found) => found[1] ?? '');
      }),
  ),
);

/** Whether a source of this name would have a variable of the same name. */
function isFree(name: string): boolean {
  return name !== 'df' && sourceVariables([name]).get(name) === name;
}

// A name that one step sets is a variable in all of `transform`: another step could not call a helper
// of that name any more.
describe.each(['pandas', 'polars', 'pyspark'] as const)('variables of steps in %s', (target) => {
  it.each(operations.map((operation) => [operation.id, operation] as const))(
    'of %s are named like no helper',
    (_id, operation) => {
      const names = operation.examples.flatMap((example) => {
        const emitted = emitPython({ operation, example, identity: true }, target);
        if ('unsupported' in emitted) return [];
        const set = emitted.lines.flatMap((line) => [...line.matchAll(/^(\w[\w, ]*) = /gm)]);
        return set.flatMap((found) => (found[1] ?? '').split(', '));
      });
      expect(names.filter((name) => helpers.has(name))).toEqual([]);
      expect(names.filter(isFree)).toEqual([]);
    },
  );

  it('and helpers are never names of sources', () => {
    expect([...helpers].filter(isFree)).toEqual([]);
  });

  it('there are helpers to be named like', () => {
    expect([...helpers]).toEqual(expect.arrayContaining(['same', 'divide', 'round_half_away']));
  });
});
