import type { Operation } from './define.ts';
import { operations as generated } from './index.gen.ts';

/** Every operation of the catalogue, by id. */
export const operations: readonly Operation<unknown>[] = generated.map(
  // SAFETY: whoever calls an operation first parses the params with that same operation's schema.
  (operation) => operation as unknown as Operation<unknown>,
);

const byId = new Map(operations.map((operation) => [operation.id, operation]));

/** The operation of this id, or undefined for one that this version does not know. */
export function operationById(id: string): Operation<unknown> | undefined {
  return byId.get(id);
}
