import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentProblems } from '../../scripts/package/contents.mjs';
import { zipEntries } from '../../scripts/package/zipEntries.mjs';
import { packagePrograms, root } from '../../scripts/setup/paths.mjs';

let folder = '';
let files: string[] = [];
let output = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-vsix-'));
  const file = join(folder, 'sluice.vsix');
  const node = join(packagePrograms, 'node');
  const { status, stdout, stderr } = spawnSync(
    node,
    ['scripts/package.mjs', '--no-build', '--out', file],
    { cwd: root, encoding: 'utf8' },
  );
  output = stdout + stderr;
  expect(status, output).toBe(0);
  expect(statSync(file).size).toBeLessThan(45e6);
  files = zipEntries(file).map(({ name }) => name);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the packed extension', () => {
  it('has at its top what it should, and nothing else', () => {
    const top = files.map((name) => name.split('/').slice(0, 2).join('/'));
    expect([...new Set(top)].sort()).toEqual([
      '[Content_Types].xml',
      'extension.vsixmanifest',
      'extension/LICENSE.txt',
      'extension/NOTICE',
      'extension/changelog.md',
      'extension/dist',
      'extension/media',
      'extension/node_modules',
      'extension/package.json',
      'extension/readme.md',
    ]);
  });

  it('has these bundles', () => {
    const bundles = files.filter((name) => /^extension\/dist\/[^/]+$/.test(name));
    expect(bundles.sort()).toEqual([
      'extension/dist/aws.js',
      'extension/dist/awsHandlers.js',
      'extension/dist/cli.js',
      'extension/dist/cliMain.js',
      'extension/dist/engine.js',
      'extension/dist/extension.js',
      'extension/dist/later.js',
    ]);
  });

  it('has of the npm packages only what cannot be bundled', () => {
    const packages = files.flatMap((name) => {
      const [, found] = /^extension\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name) ?? [];
      return found === undefined ? [] : [found.replace(/bindings-.+/, 'bindings-<platform>')];
    });
    expect([...new Set(packages)].sort()).toEqual([
      '@duckdb/node-api',
      '@duckdb/node-bindings',
      '@duckdb/node-bindings-<platform>',
      'detect-libc',
    ]);
  });

  it('has no source, no source map, no test and nothing of a developer', () => {
    const own = files.filter((name) => !name.startsWith('extension/node_modules/'));
    expect(own.filter((name) => /\.(map|ts|tsx|mjs|lock)$|test|\/\.|gridPage/.test(name))).toEqual(
      [],
    );
  });

  it('tells its size and what makes it', () => {
    expect(output).toMatch(
      /sluice\.vsix: [\d.]+ MB, \d+ files, the biggest:\n +[\d.]+ MB .*duckdb/,
    );
  });
});

describe('what should not be packed', () => {
  it('is named, as is what should be and is not', () => {
    const problems = contentProblems(['dist/extension.js.map', 'src/app.ts', 'dist/extension.js']);
    expect(problems.slice(0, 3)).toEqual([
      'dist/extension.js.map must not be in it.',
      'src/app.ts must not be in it.',
      'package.json is missing.',
    ]);
  });
});
