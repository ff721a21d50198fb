import type { Example } from '../../src/core/operations/define.ts';
import { operationById } from '../../src/core/operations/registry.ts';
import type { OperationCase } from './operationCases.ts';

/** A case beside the operation's own examples, for what would be too long in its help; `fails`: a part of the error. */
export function caseOf(
  id: string,
  name: string,
  example: Omit<Example<unknown>, 'name'>,
  {
    identity = true,
    fails,
  }: { readonly identity?: boolean; readonly fails?: string | undefined } = {},
): OperationCase {
  const operation = operationById(id);
  if (!operation) throw new Error(`There is no operation ${id}.`);
  return {
    id: `${id}: ${name}`,
    operation,
    example: { name, ...example },
    identity,
    checksIdentity: identity,
    ...(fails === undefined ? {} : { fails }),
    learns: false,
  };
}
