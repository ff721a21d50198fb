import { findMachineNode, oldestNode } from '../scripts/setup/machineNode.mjs';

/**
 * The Node that what ships is started with in tests: the machine's own, never the newer one
 * that npm put into `node_modules/.bin` for the tools.
 */
export function machineNode(): { path: string; version: string } {
  const found = findMachineNode();
  if (found === undefined) throw new Error('No Node outside node_modules/.bin is on the path.');
  if (/[\\/]node_modules[\\/]\.bin[\\/]/.test(found.path))
    throw new Error(`${found.path} is the Node of the tools, not of the machine.`);
  if (found.major < oldestNode)
    throw new Error(`${found.path} is ${found.version}; Node ${oldestNode} or newer is needed.`);
  return { path: found.path, version: found.version };
}
