import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { editors, ensureCodeServer, isComplete } from '../../scripts/setup/codeServer.mjs';
import { goOfAtLeast } from '../../scripts/setup/go.mjs';
import { packagesMatchLock } from '../../scripts/setup/npmPackages.mjs';
import { root } from '../../scripts/setup/paths.mjs';
import { machineNode } from '../machineNode.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sluice-setup-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function setUp(python: string) {
  const { status, stderr } = spawnSync(machineNode().path, [path.join(root, 'scripts/setup.mjs')], {
    env: { ...process.env, SLUICE_TEST_PYTHON: python },
    encoding: 'utf8',
  });
  return { status, stderr };
}

describe('what the machine lacks', () => {
  it('is named with the command that installs it', () => {
    const { status, stderr } = setUp(path.join(folder, 'no-python'));
    expect(status).toBe(1);
    expect(stderr).toContain('Python 3.11 with venv and ensurepip: none was found');
    expect(stderr).toContain('sudo apt-get install -y python3.11 python3.11-venv');
    expect(stderr).toContain('brew install python@3.11');
    expect(stderr).not.toContain('    at ');
  });

  it('is also a Python of another version', () => {
    const other = path.join(folder, 'python');
    writeFileSync(other, '#!/bin/sh\necho 3 12\n', { mode: 0o755 });
    const { status, stderr } = setUp(other);
    expect(status).toBe(1);
    expect(stderr).toContain(`${other} is 3.12`);
  });

  it('is also a Python without ensurepip, as Debian installs it', () => {
    const other = path.join(folder, 'python');
    writeFileSync(other, '#!/bin/sh\necho 3 11 ensurepip\n', { mode: 0o755 });
    const { status, stderr } = setUp(other);
    expect(status).toBe(1);
    expect(stderr).toContain(`${other} has no module ensurepip`);
  });
});

describe('what tests in an editor need', () => {
  const withEditors = (env: Record<string, string>) =>
    spawnSync(machineNode().path, [path.join(root, 'scripts/setup.mjs'), '--editors'], {
      env: { ...process.env, ...env },
      encoding: 'utf8',
    });

  it('is named, too', () => {
    const { status, stderr } = withEditors({ SLUICE_CHROMIUM: path.join(folder, 'chromium') });
    expect(status).toBe(1);
    expect(stderr).toContain('Chromium, which shows the editor in tests: none was found');
    expect(stderr).toContain('sudo apt-get install -y chromium');
  });

  it('is not asked for by what needs no editor', () => {
    const { stderr } = setUp(path.join(folder, 'no-python'));
    expect(stderr).not.toContain('Chromium');
  });
});

describe('an editor', () => {
  const editor = { vscode: '1.100.3', codeServer: '4.100.3', node: '20.20.2', folder: '' };

  it('whose install has ended is kept, and its versions are noted', async () => {
    const own = { ...editors.minimum };
    expect(await ensureCodeServer(own)).toBe(false);
    expect(readFileSync(path.join(own.folder, 'sluice-editor.json'), 'utf8')).toBe(
      JSON.stringify({ codeServer: own.codeServer, node: own.node }),
    );
  });

  it('whose install was interrupted is not taken for whole', () => {
    expect(isComplete({ ...editor, folder })).toBe(false);
    mkdirSync(path.join(folder, 'node/bin'), { recursive: true });
    writeFileSync(path.join(folder, 'node/bin/node'), '#!/bin/sh\necho v20.20.2\n', {
      mode: 0o755,
    });
    expect(isComplete({ ...editor, folder })).toBe(false);
  });
});

describe('a Go that is too old', () => {
  it('fetches the toolchain as a module, whose programs are made to run', () => {
    const toolchain = path.join(folder, 'toolchain');
    for (const file of ['bin/go', 'pkg/tool/linux_amd64/compile']) {
      mkdirSync(path.dirname(path.join(toolchain, file)), { recursive: true });
      writeFileSync(path.join(toolchain, file), '', { mode: 0o444 });
    }
    const old = path.join(folder, 'go');
    const answer = JSON.stringify({ Path: 'golang.org/toolchain', Dir: toolchain }, null, 2);
    writeFileSync(
      old,
      `#!/bin/sh\necho "$@" >${folder}/asked\necho 'go: downloading' >&2\necho '${answer}'\n`,
      { mode: 0o755 },
    );
    expect(goOfAtLeast({ path: old, minor: 25 }, 25)).toBe(old);
    expect(goOfAtLeast({ path: old, minor: 19 }, 25)).toBe(path.join(toolchain, 'bin/go'));
    expect(readFileSync(path.join(folder, 'asked'), 'utf8')).toMatch(
      /^mod download -json golang\.org\/toolchain@v0\.0\.1-go1\.\d+\.\d+\.\w+-\w+\n$/,
    );
    const compiler = path.join(toolchain, 'pkg/tool/linux_amd64/compile');
    expect(statSync(compiler).mode & 0o111).toBe(0o111);
  });

  it('that brings nothing is an error', () => {
    const old = path.join(folder, 'go');
    writeFileSync(old, '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    expect(() => goOfAtLeast({ path: old, minor: 19 }, 25)).toThrow('brought nothing.');
  });
});

describe('npm packages', () => {
  function write(file: string, packages: Record<string, object>) {
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, JSON.stringify({ packages }));
  }
  const installed = 'node_modules/.package-lock.json';
  const one = { 'node_modules/one': { version: '1.0.0' } };

  it('are installed when node_modules is not there', () => {
    write('package-lock.json', { '': {}, ...one });
    expect(packagesMatchLock(folder)).toBe(false);
  });

  it('are kept when nothing differs but what is for another platform', () => {
    const other = { 'node_modules/other': { version: '1.0.0', optional: true } };
    write('package-lock.json', { '': {}, ...one, ...other });
    write(installed, one);
    expect(packagesMatchLock(folder)).toBe(true);
  });

  it.each([
    ['another version', { 'node_modules/one': { version: '2.0.0' } }],
    ['one too many', { ...one, 'node_modules/two': { version: '1.0.0' } }],
    ['one missing', {}],
  ])('are installed anew when there is %s', (_, packages) => {
    write('package-lock.json', { '': {}, ...one });
    write(installed, packages);
    expect(packagesMatchLock(folder)).toBe(false);
  });
});

describe('package-lock.json', () => {
  it('has the packages of every platform, without which `npm ci` refuses it', () => {
    // SAFETY: npm's own file; every entry has this shape.
    const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>;
    };
    const missing = Object.entries(packages).flatMap(([place, { optionalDependencies }]) =>
      Object.keys(optionalDependencies ?? {}).filter(
        (name) =>
          packages[`node_modules/${name}`] === undefined &&
          packages[`${place}/node_modules/${name}`] === undefined,
      ),
    );
    expect(missing).toEqual([]);
  });
});

describe('the Node that bundles are tested with', () => {
  it('is the one of the machine, from 20 on', () => {
    const { path: file, version } = machineNode();
    expect(file).not.toContain('node_modules/.bin');
    expect(Number(/^v(\d+)/.exec(version)?.[1])).toBeGreaterThanOrEqual(20);
    expect(spawnSync(file, ['--version'], { encoding: 'utf8' }).stdout.trim()).toBe(version);
  });
});
