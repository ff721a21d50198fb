import { findBrowser, programOnPath } from './browser.mjs';
import { findGo, oldestGo } from './go.mjs';
import { findJava } from './java.mjs';
import { findMachineNode, oldestNode } from './machineNode.mjs';
import { findPython } from './python.mjs';
import { ask } from './run.mjs';
import { hasVersitygw } from './versitygw.mjs';

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
 * @param {{browser?: boolean, s3?: boolean}} [wants] `browser`: what the tests in a real editor
 *   need, too; `s3`: what the S3 server of the tests is built with
 * @returns {{python: string, java: import('./java.mjs').Java}}
 * @throws {MachineLacks}
 */
export function checkMachine({ browser = false, s3 = false } = {}) {
  const problems = browser ? missingForBrowser() : [];
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
  if (s3 && !hasVersitygw() && findGo() === undefined)
    problems.push({
      what: `Go 1.${oldestGo} or newer, which builds the S3 server of the tests: none was found.`,
      debian: 'sudo apt-get install -y golang-go',
      mac: 'brew install go',
    });
  if ('problem' in python || java === undefined || problems.length > 0)
    throw new MachineLacks(problems);
  if (java.major > 17)
    console.warn(
      `Java ${java.major} in ${java.home} is used: PySpark 3.5 promises to run up to 17 only.`,
    );
  return { python: python.path, java };
}

/** What code-server and the browser that shows it need, beside Node. */
function missingForBrowser() {
  const problems = [];
  if (findBrowser() === undefined)
    problems.push({
      what: 'Chromium, which shows the editor in tests: none was found (SLUICE_CHROMIUM may name one).',
      debian: 'sudo apt-get install -y chromium',
      mac: 'brew install --cask chromium',
    });
  if (process.platform === 'linux' && !hasFonts())
    problems.push({
      what: 'Fonts, without which pages are drawn without letters: fc-list names none.',
      debian: 'sudo apt-get install -y fontconfig fonts-dejavu-core fonts-liberation',
      mac: '(none is needed)',
    });
  if (programOnPath('rg') === undefined)
    problems.push({
      what: 'ripgrep, with which the oldest supported VS Code looks for files: there is no rg.',
      debian: 'sudo apt-get install -y ripgrep',
      mac: 'brew install ripgrep',
    });
  return problems;
}

function hasFonts() {
  const fonts = ask('fc-list', ['--format', '%{family}\n']);
  return fonts !== undefined && fonts.trim() !== '';
}
