import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
