import { nearest } from '../expression/nearest.ts';
import { StepError } from '../operations/define.ts';
import type { Operation } from '../operations/define.ts';
import { operationById, operations } from '../operations/registry.ts';
import { issueSentence } from './issueSentence.ts';
import type { Step } from '../../shared/recipe.ts';

/** A step's operation and its params, checked by the operation's own schema. Throws `StepError`. */
export function parseParams(step: Step): { operation: Operation<unknown>; params: unknown } {
  const operation = operationById(step.op);
  if (!operation) {
    const close = nearest(
      step.op,
      operations.map(({ id }) => id),
    );
    throw new StepError(
      [],
      `“${step.op}” is no operation that this version of Sluice knows.`,
      close === undefined
        ? 'See docs/operations.md for the operations that there are.'
        : `Did you mean “${close}”?`,
    );
  }
  if (step.version > operation.version) {
    throw new StepError(
      [],
      `The step was written by a newer Sluice (${step.op} version ${String(step.version)}).`,
      'Update Sluice, or write the step anew.',
    );
  }
  const parsed = operation.params.safeParse(step.params);
  if (parsed.success) return { operation, params: parsed.data };
  const issue = parsed.error.issues[0];
  const path = (issue?.path ?? []).map((part) =>
    typeof part === 'symbol' ? part.toString() : part,
  );
  if (issue?.code === 'unrecognized_keys') {
    throw new StepError(
      [...path, issue.keys[0] ?? ''],
      `“${issue.keys.join('”, “')}” is no option of ${step.op}.`,
      `Its options are: ${optionsOf(operation)}.`,
    );
  }
  const name = path.length > 0 ? `“${path.join('.')}”` : 'its params';
  throw new StepError(
    path,
    `${step.op}: ${issue ? issueSentence(issue, name) : 'the params do not fit.'}`,
    `Its options are: ${optionsOf(operation)}.`,
  );
}

function optionsOf(operation: Operation<unknown>): string {
  const shape: unknown = 'shape' in operation.params ? operation.params.shape : undefined;
  return shape !== null && typeof shape === 'object'
    ? Object.keys(shape).join(', ')
    : 'shown in its help';
}
