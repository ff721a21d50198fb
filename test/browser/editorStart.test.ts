import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packagePrograms, root } from '../../scripts/setup/paths.mjs';
import { descendants } from './harness/processTree.ts';

/** `npm start -- --editor` after its set-up, which this very run has done. */
function start(...args: string[]) {
  const child = spawn(
    join(packagePrograms, 'node'),
    ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', 'scripts/editor/main.ts', ...args],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  let hear: () => void = () => undefined;
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      hear();
    });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const address = new Promise<string>((resolve, reject) => {
    hear = () => {
      const found = /Sluice is at (http:\/\/127\.0\.0\.1:\d+\S+)/.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    };
    void ended.then((code) => {
      reject(new Error(`it ended with exit code ${String(code)}:\n${output}`));
    });
  });
  return { child, ended, address, output: () => output };
}

describe('npm start -- --editor', () => {
  it('with --check asks its own address, and ends well', async () => {
    const { ended, output } = start('--check');
    expect(await ended, output()).toBe(0);
    expect(output()).toContain('The address answers 200, and the extension is there.');
  });

  it('serves until Ctrl+C, and leaves nothing running', async () => {
    const { child, ended, address, output } = start();
    const url = await address;
    const page = await fetch(url);
    expect(page.status).toBe(200);
    expect(new URL(url).searchParams.get('folder')).toBe(join(root, '.cache/editor/workspace'));
    const started = descendants(child.pid ?? 0).map(({ pid }) => pid);
    expect(started.length).toBeGreaterThan(3);
    child.kill('SIGINT');
    expect(await ended, output()).toBe(0);
    expect(started.filter(isAlive)).toEqual([]);
    await expect(fetch(url)).rejects.toThrow();
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
