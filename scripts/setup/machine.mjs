import { findJava } from './java.mjs';
import { findMachineNode, oldestNode } from './machineNode.mjs';
import { findPython } from './python.mjs';

/** What the machine must bring lacks something; the message lists each with its command. */
export class MachineLacks extends Error {
  /** @param {readonly {what: string, debian: string, mac: string}[]} problems */
  constructor(problems) {
    const lines = problems.flatMap(({ what, debian, mac }) => [
      `  ${what}`,
      `    Debian, Ubuntu:  ${debian}`,
      `    macOS:           ${mac}`,
    ]);
    super(['This machine lacks:', ...lines].join('\n'));
    this.name = 'MachineLacks';
  }
}

/**
 * Checks all that the set-up cannot install by itself, and names everything missing at once.
 * @returns {{python: string, java: import('./java.mjs').Java}}
 * @throws {MachineLacks}
 */
export function checkMachine() {
  const problems = [];
  const node = findMachineNode();
  if (node === undefined || node.major < oldestNode)
    problems.push({
      what: `Node ${oldestNode} or newer: ${node === undefined ? 'none was found' : `${node.path} is ${node.version}`}.`,
      debian:
        'sudo apt-get install -y nodejs npm   (where that is older: sudo npm install -g node@22)',
      mac: 'brew install node@22',
    });
  const python = findPython();
  if ('problem' in python)
    problems.push({
      what: python.problem,
      debian:
        'sudo apt-get install -y python3.11 python3.11-venv   (or set SLUICE_TEST_PYTHON to a Python 3.11)',
      mac: 'brew install python@3.11',
    });
  const java = findJava();
  if (java === undefined)
    problems.push({
      what: 'Java 17 (PySpark): no Java of version 17 or newer was found.',
      debian: 'sudo apt-get install -y openjdk-17-jre-headless',
      mac: 'brew install openjdk@17',
    });
  if ('problem' in python || java === undefined || problems.length > 0)
    throw new MachineLacks(problems);
  if (java.major > 17)
    console.warn(
      `Java ${java.major} in ${java.home} is used: PySpark 3.5 promises to run up to 17 only.`,
    );
  return { python: python.path, java };
}
