import { z } from 'zod';
import type { Json, Operation } from '../../../src/core/operations/define.ts';
import { isList, isObject, placeKey, placesOf, valueAt } from './paths.ts';
import type { Path } from './paths.ts';

/** A part of a params' JSON Schema. */
export type Node = Readonly<Record<string, Json>>;

/** What is known of an operation's params: their schema, and what its examples have at each place. */
export interface ParamSchema {
  readonly root: Node;
  /** The values that stand at such a place in the examples. */
  readonly seen: (path: Path) => readonly Json[];
}

const known = new WeakMap<Operation<unknown>, ParamSchema>();

/** The schema of an operation's params, worked out once. */
export function paramSchema(operation: Operation<unknown>): ParamSchema {
  const before = known.get(operation);
  if (before) return before;
  // SAFETY: a JSON Schema is JSON.
  const root = z.toJSONSchema(operation.params, {
    io: 'input',
    unrepresentable: 'any',
  }) as unknown as Node;
  const values = new Map<string, Map<string, Json>>();
  for (const example of operation.examples) {
    // SAFETY: params are JSON documents.
    for (const { path, value } of placesOf(example.params as Json)) {
      const key = placeKey(path);
      const found = values.get(key) ?? new Map<string, Json>();
      values.set(key, found.set(JSON.stringify(value), value));
    }
  }
  const made = { root, seen: (path: Path) => [...(values.get(placeKey(path))?.values() ?? [])] };
  known.set(operation, made);
  return made;
}

/** Follows `$ref` into the definitions of the schema. */
export function resolved(root: Node, node: Node): Node {
  const ref = node['$ref'];
  if (typeof ref !== 'string') return node;
  const path = ref.replace(/^#\/?/, '').split('/').filter(Boolean);
  const found = valueAt(root, path);
  return isObject(found) ? { ...found, ...node, $ref: null } : node;
}

/**
 * The schemas of a place, outermost first: one is chosen for the place itself or for one of those
 * around it. Branches of a union are followed by what fits the params there.
 */
export function nodesAlong(root: Node, params: Json, path: Path): { path: Path; node: Node }[] {
  const found: { path: Path; node: Node }[] = [{ path: [], node: root }];
  let nodes: Node[] = [resolved(root, root)];
  path.forEach((key, depth) => {
    nodes = nodes
      .flatMap((node) => branches(root, node))
      .flatMap((node) => {
        const below = childOf(node, key);
        return below ? [resolved(root, below)] : [];
      });
    const [node] = nodes;
    if (node) found.push({ path: path.slice(0, depth + 1), node });
  });
  return found.filter(
    ({ path: at }) => at.length === 0 || valueAt(params, at.slice(0, -1)) !== undefined,
  );
}

/** A node, or the branches of a union. */
export function branches(root: Node, node: Node): Node[] {
  const union = node['anyOf'] ?? node['oneOf'];
  if (!isList(union)) return [node];
  return union.flatMap((branch) =>
    isObject(branch) ? branches(root, resolved(root, branch)) : [],
  );
}

function childOf(node: Node, key: string | number): Node | undefined {
  const properties = node['properties'];
  if (isObject(properties) && Object.hasOwn(properties, key)) return asNode(properties[key]);
  const first = node['prefixItems'];
  if (isList(first) && typeof key === 'number' && first[key] !== undefined)
    return asNode(first[key]);
  return typeof key === 'number' ? asNode(node['items']) : asNode(node['additionalProperties']);
}

function asNode(value: Json | undefined): Node | undefined {
  return isObject(value) ? value : undefined;
}
