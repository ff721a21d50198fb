import { StepError } from '../operations/define.ts';
import type { FlowContext, Operation } from '../operations/define.ts';

/**
 * Columns that a step makes only once it has learned, such as those of one-hot-encode: how their names
 * begin, and which step makes them.
 */
export type WaitingColumns = ReadonlyMap<string, string>;

/** Those that a step will add, which has no values yet; none where its columns do not hang on them. */
export function waitingColumns(
  operation: Operation<unknown>,
  step: string,
  context: FlowContext<unknown>,
): WaitingColumns {
  const prefixes = operation.learnsColumns?.(context.params) ?? [];
  return new Map(prefixes.map((prefix) => [prefix, step]));
}

/**
 * What is left of waiting columns below a step: one that takes only what it names lets none of them
 * through. Found by sending one along.
 */
export function stillWaiting(
  waiting: WaitingColumns,
  operation: Operation<unknown>,
  context: FlowContext<unknown>,
): WaitingColumns {
  return new Map(
    [...waiting].filter(([prefix]) => {
      const name = `${prefix}\u0001`;
      const input = [...context.input, { name, type: { kind: 'int8' } as const }];
      try {
        return operation.outputSchema({ ...context, input }).some((column) => column.name === name);
      } catch {
        // It says nothing about names that are not known yet.
        return true;
      }
    }),
  );
}

/**
 * The error of a step that asks for a column which is not known yet; undefined for one that is wrong
 * whatever is learned. `behind`: a step above is left out for the same reason, so that any column may
 * still come.
 */
export function notKnownYet(
  error: unknown,
  waiting: WaitingColumns,
  behind: string | undefined,
): StepError | undefined {
  if (!(error instanceof Error)) return undefined;
  const name = /^There is no column “(.*?)”/.exec(error.message)?.[1];
  if (name === undefined) return undefined;
  const step = [...waiting].find(([prefix]) => name.startsWith(prefix))?.[1] ?? behind;
  if (step === undefined) return undefined;
  const path = error instanceof StepError ? error.path : [];
  return new StepError(
    path,
    `Column “${name}” is not known yet: step ${step} has not learned.`,
    'Run with --refit, or learn the values of that step in the editor.',
    'stale',
  );
}
