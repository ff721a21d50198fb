import { z } from 'zod';
import type { Operation } from '../operations/define.ts';

const known = new WeakMap<Operation<unknown>, ReadonlyMap<string, string>>();

/** The `ui` hints of an operation's params, by param, in the order of its form. */
export function paramHints(operation: Operation<unknown>): ReadonlyMap<string, string> {
  const found = known.get(operation);
  if (found) return found;
  const schema = z.toJSONSchema(operation.params, { io: 'input', unrepresentable: 'any' });
  const hints = new Map<string, string>();
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    if (typeof property === 'object' && typeof property['ui'] === 'string') {
      hints.set(key, property['ui']);
    }
  }
  known.set(operation, hints);
  return hints;
}
