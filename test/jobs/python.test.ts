import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, cp, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cacheDirectory } from '../../src/jobs/cacheDirectory.ts';
import { ensurePython } from '../../src/jobs/pythonEnvironment.ts';
import type { PythonWish } from '../../src/jobs/pythonEnvironment.ts';
import { duckdbWheel, ensureWheel } from '../../src/jobs/wheel.ts';
import {
  jobFolder,
  python,
  pythonFolder,
  remove,
  root,
  runJob,
  runJson,
  salesPlan,
  scratch,
} from './jobFolder.ts';

let folder: string;
beforeEach(async () => {
  folder = await scratch();
});
afterEach(async () => {
  await remove(folder);
});

/** A package of our own in a folder that pip takes for its index: nothing is downloaded. */
async function tinyPackage(): Promise<Record<string, string>> {
  const script = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as wheel:
    wheel.writestr("sluice_tiny.py", "value = 42\\n")
    wheel.writestr("sluice_tiny-1.0.dist-info/METADATA", "Metadata-Version: 2.1\\nName: sluice-tiny\\nVersion: 1.0\\n")
    wheel.writestr("sluice_tiny-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr("sluice_tiny-1.0.dist-info/RECORD", "")
`;
  const index = join(folder, 'index');
  await mkdir(index);
  execFileSync(python, ['-c', script, join(index, 'sluice_tiny-1.0-py3-none-any.whl')]);
  return { PIP_NO_INDEX: '1', PIP_FIND_LINKS: index };
}

const wish = (change: Partial<PythonWish> = {}): PythonWish => ({
  env: { PATH: process.env.PATH, HOME: process.env.HOME },
  cacheDirectory: join(folder, 'cache'),
  pythonFolder,
  packages: [],
  ...change,
});

describe('which Python runs a job', () => {
  it('the one given beats SLUICE_PYTHON, which beats a managed environment', async () => {
    const env = { ...wish().env, SLUICE_PYTHON: python };
    const floor = join(root, '.venv-floor', 'bin', 'python');
    expect(await ensurePython(wish({ env, python: floor }))).toBe(floor);
    expect(await ensurePython(wish({ env }))).toBe(python);
  });

  it.each([
    ['/nowhere/python', 'is no Python that works'],
    ['/bin/true', 'is no Python that works'],
  ])('%s is refused with a sentence', async (path, what) => {
    const finding = ensurePython(wish({ python: path }));
    await expect(finding).rejects.toMatchObject({ code: 'python' });
    await expect(finding).rejects.toThrow(`${path} ${what}; Sluice needs 3.10 or newer.`);
  });

  it('an old one is refused with its version', async () => {
    const old = join(folder, 'python');
    await writeFile(old, '#!/bin/sh\necho 3 8 18\n');
    await chmod(old, 0o755);
    await expect(ensurePython(wish({ python: old }))).rejects.toThrow(
      `${old} is Python 3.8.18; Sluice needs 3.10 or newer.`,
    );
    const env = { PATH: folder };
    await expect(ensurePython(wish({ env }))).rejects.toMatchObject({
      code: 'python',
      message: 'There is no Python 3.10 or newer here.',
      hint: expect.stringContaining('apt install python3') as unknown,
    });
  });

  it('a managed environment is made once, also when two ask at the same time', async () => {
    const env = { ...wish().env, ...(await tinyPackage()) };
    const told: string[] = [];
    const call = { onProgress: ({ what }: { what: string }) => told.push(what) };
    const asked = wish({ env, packages: ['sluice-tiny==1.0'] });
    const [one, two] = await Promise.all([ensurePython(asked, call), ensurePython(asked, call)]);
    expect(one).toBe(two);
    const answer = execFileSync(one, ['-c', 'import sluice_tiny; print(sluice_tiny.value)']);
    expect(answer.toString()).toBe('42\n');
    expect(told.filter((line) => line.startsWith('Making'))).toHaveLength(1);
    expect(told.filter((line) => line === 'Installing sluice-tiny==1.0')).toHaveLength(1);
    told.length = 0;
    expect(await ensurePython(asked, call)).toBe(one);
    expect(told).toEqual([]);
  });

  it('one that was cut short is made anew; what cannot be installed is named', async () => {
    const tiny = await tinyPackage();
    const env = { ...wish().env, ...tiny };
    const nothing = wish({
      env: { ...env, PIP_FIND_LINKS: folder },
      packages: ['sluice-tiny==1.0'],
    });
    await expect(ensurePython(nothing)).rejects.toMatchObject({
      code: 'python',
      message: 'sluice-tiny==1.0 could not be installed.',
      hint: expect.stringContaining('pip install sluice-tiny==1.0') as unknown,
    });
    const made = await ensurePython(wish({ env, packages: ['sluice-tiny==1.0'] }));
    expect(execFileSync(made, ['-c', 'import sluice_tiny']).toString()).toBe('');
  });

  it('no venv module: the command that installs it is named', async () => {
    const bare = join(folder, 'python3');
    await writeFile(
      bare,
      `#!/bin/sh\nif [ "$1" = -c ]; then echo 3 11 7; else echo "ensurepip is not available" >&2; exit 2; fi\n`,
    );
    await chmod(bare, 0o755);
    await expect(ensurePython(wish({ env: { PATH: folder } }))).rejects.toMatchObject({
      code: 'python',
      hint: expect.stringContaining('sudo apt install python3.11-venv') as unknown,
      detail: 'ensurepip is not available',
    });
  });
});

it('the cache is the given folder, else the platform’s', () => {
  expect(cacheDirectory({ SLUICE_CACHE_DIR: '/x/y' })).toBe('/x/y');
  expect(basename(cacheDirectory({ SLUICE_CACHE_DIR: '' }))).toBe('sluice');
});

describe('the wheel of jobs on SageMaker', () => {
  /** Kept between test runs, as it is 21 MB. */
  const cache = join(root, '.cache', 'tests');

  it('is DuckDB for Python 3.10 on x86-64 Linux, with the hash that is pinned', async () => {
    const path = await ensureWheel({ cacheDirectory: cache, python, env: process.env });
    expect(basename(path)).toBe(duckdbWheel.name);
    const [name, version, tag, abi, platform] = basename(path, '.whl').split('-');
    expect([name, version, tag, abi]).toEqual(['duckdb', '1.5.6', 'cp310', 'cp310']);
    expect(platform).toContain('manylinux_2_28_x86_64');
    const content = await readFile(path);
    expect(createHash('sha256').update(content).digest('hex')).toBe(duckdbWheel.sha256);
    const metadata = execFileSync(python, [
      '-c',
      `import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read("duckdb-1.5.6.dist-info/WHEEL").decode())`,
      path,
    ]).toString();
    expect(metadata).toContain('Tag: cp310-cp310-manylinux_2_28_x86_64');
  });

  it('is fetched again when its bytes in the cache are not the pinned ones', async () => {
    const kept = await ensureWheel({ cacheDirectory: cache, python, env: process.env });
    const index = join(folder, 'index');
    const own = join(folder, 'cache');
    await mkdir(join(own, 'wheels', duckdbWheel.sha256), { recursive: true });
    await mkdir(index);
    await cp(kept, join(index, duckdbWheel.name));
    const path = join(own, 'wheels', duckdbWheel.sha256, duckdbWheel.name);
    await writeFile(path, 'damaged');
    const env = { PATH: process.env.PATH, PIP_NO_INDEX: '1', PIP_FIND_LINKS: index };
    expect(await ensureWheel({ cacheDirectory: own, python, env })).toBe(path);
    expect((await readFile(path)).length).toBe((await readFile(kept)).length);
  });

  it('of other bytes is refused, and nothing is kept', async () => {
    const kept = await ensureWheel({ cacheDirectory: cache, python, env: process.env });
    const index = join(folder, 'index');
    await mkdir(index);
    await cp(kept, join(index, duckdbWheel.name));
    const env = { PATH: process.env.PATH, PIP_NO_INDEX: '1', PIP_FIND_LINKS: index };
    const wheel = { ...duckdbWheel, sha256: '0'.repeat(64) };
    const own = join(folder, 'cache');
    await expect(ensureWheel({ cacheDirectory: own, python, env, wheel })).rejects.toMatchObject({
      code: 'changed',
      detail: `SHA-256 ${duckdbWheel.sha256}, expected ${wheel.sha256}`,
    });
    expect(await readdir(join(own, 'wheels'))).toEqual([]);
    const missing = { ...env, PIP_FIND_LINKS: folder };
    await expect(ensureWheel({ cacheDirectory: own, python, env: missing })).rejects.toMatchObject({
      code: 'network',
    });
  });

  it('of another Python is no wheel for the job', async () => {
    const wheel = { ...duckdbWheel, name: 'duckdb-1.5.6-cp311-cp311-manylinux_2_28_x86_64.whl' };
    await expect(
      ensureWheel({ cacheDirectory: folder, python, env: process.env, wheel }),
    ).rejects.toMatchObject({ code: 'internal' });
  });
});

it('a Python without DuckDB installs the wheel of the job, without an index', async () => {
  const bare = await ensurePython(wish({ cacheDirectory: join(root, '.cache', 'tests') }));
  const base = await jobFolder(salesPlan(), undefined, join(folder, 'job'));
  const wheels = join(base, 'input', 'wheels');
  const none = await runJob(base, { python: bare });
  expect(none.stderr).toMatch(/has no duckdb, and input\/wheels holds no wheel of 1\.5\.6\.\n$/);
  const kept = join(root, '.cache', 'tests', 'wheels', 'here');
  const download = ['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--dest', kept];
  if ((await readdir(kept).catch(() => [])).length === 0) {
    execFileSync(bare, [...download, 'duckdb==1.5.6'], { stdio: 'pipe' });
  }
  await cp(kept, wheels, { recursive: true });
  const env = { PIP_INDEX_URL: 'http://127.0.0.1:9/' };
  const end = await runJob(base, { python: bare, env });
  expect([end.code, end.stderr]).toEqual([0, '']);
  expect(await runJson(base)).toMatchObject({ state: 'completed', versions: { duckdb: '1.5.6' } });
});
