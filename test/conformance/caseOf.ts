import type { Example } from '../../src/core/operations/define.ts';
import { operationById } from '../../src/core/operations/registry.ts';
import type { OperationCase } from './operationCases.ts';

/** A case beside the operation's own examples, for what would be too long in its help. */
export function caseOf(
  id: string,
  name: string,
  example: Omit<Example<unknown>, 'name'>,
): OperationCase {
  const operation = operationById(id);
  if (!operation) throw new Error(`There is no operation ${id}.`);
  return {
    id: `${id}: ${name}`,
    operation,
    example: { name, ...example },
    identity: true,
    checksIdentity: true,
    learns: false,
  };
}
