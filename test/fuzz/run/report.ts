import { inspect } from 'node:util';
import type { ExampleTable } from '../../../src/core/operations/define.ts';
import type { FoundTable } from '../../conformance/exampleTables.ts';
import type { StepCase } from '../../conformance/stepContexts.ts';
import type { Difference } from './compared.ts';

/** A difference that was found, with the smallest case that shows it. */
export interface Finding {
  readonly operation: string;
  /** What brings it again: `npm run fuzz -- --operation … --seed … --cases 1`. */
  readonly seed: number;
  readonly difference: Difference;
  /** The case, ready to be pasted among the examples. */
  readonly example: string;
}

/** The case as an example is written; its output is DuckDB's, which is not yet known to be right. */
export function exampleText(step: StepCase, duckdb: FoundTable | undefined): string {
  const { input, params, sources, parameters, fitted } = step.example;
  const example = {
    name: '…',
    input: plain(input),
    params,
    ...(sources && {
      sources: Object.fromEntries(
        Object.entries(sources).map(([name, table]) => [name, plain(table)]),
      ),
    }),
    ...(parameters && { parameters }),
    ...(fitted && { fitted }),
    ...(duckdb && { output: duckdb }),
  };
  return shown(example);
}

/** Everything that a person needs to bring a difference again. */
export function findingText({ operation, seed, difference, example }: Finding): string {
  return [
    `${operation} on ${difference.target}, seed ${String(seed)}:`,
    ...difference.words.slice(0, 4).map((words) => `  ${words}`),
    example,
    `  again: npm run fuzz -- --operation ${operation} --seed ${String(seed)} --cases 1`,
  ].join('\n');
}

/** Characters that look like nothing, like a space, or like a part of the one before. */
const unseen = /[\u0300-\u036f\u00a0\u2000-\u200f\u2028-\u202f\ufeff]/g;

/** A value as code. */
export function shown(value: unknown): string {
  const text = inspect(value, { depth: null, breakLength: 100, maxArrayLength: 200 });
  return text.replace(
    unseen,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function plain({ columns, rows }: ExampleTable): ExampleTable {
  return { columns, rows };
}
