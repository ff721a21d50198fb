import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RunHistory } from '../../src/jobs/history.ts';
import { runName } from '../../src/jobs/runName.ts';
import type { RunRecord } from '../../src/jobs/runRecord.ts';
import { remove, root, scratch } from './jobFolder.ts';

let folder: string;
beforeEach(async () => {
  folder = await scratch();
});
afterEach(async () => {
  await remove(folder);
});

const record = (name: string, change: Partial<RunRecord> = {}): RunRecord => ({
  sluiceRecord: 1,
  name,
  kind: 'run',
  target: 'sagemaker',
  state: 'submitting',
  started: '2026-11-20T10:00:00.000Z',
  directory: join(folder, name),
  ...change,
});

describe('where the history lies', () => {
  it.each([
    ['.git', 'a folder above with .git', 'repo/.sluice'],
    ['.sluice', 'a folder above with .sluice', 'repo/.sluice'],
    ['none', "the recipe's own folder", 'repo/deep/er/.sluice'],
  ])('%s: %s', async (marker, _name, expected) => {
    const deep = join(folder, 'repo', 'deep', 'er');
    await mkdir(deep, { recursive: true });
    if (marker !== 'none') await mkdir(join(folder, 'repo', marker));
    const history = await RunHistory.near(join(deep, 'x.sluice.json'));
    expect(history.folder).toBe(join(folder, expected));
    expect((await RunHistory.near(deep)).folder).toBe(join(folder, expected));
  });
});

describe('records', () => {
  it('survive: another object reads what one wrote, newest first', async () => {
    const history = new RunHistory(join(folder, '.sluice'));
    expect(await history.list()).toEqual([]);
    await history.create(record('a-1'));
    await history.create(record('b-2', { started: '2026-11-20T11:00:00.000Z' }));
    await history.update('a-1', {
      state: 'completed',
      seconds: 3.5,
      metric: { name: 'm', value: 1 },
    });
    const again = new RunHistory(join(folder, '.sluice'));
    expect((await again.list()).map(({ name }) => name)).toEqual(['b-2', 'a-1']);
    expect(await again.get('a-1')).toMatchObject({ state: 'completed', seconds: 3.5 });
    expect(await readFile(join(folder, '.sluice', '.gitignore'), 'utf8')).toBe('runs/\n');
    expect(await readdir(join(folder, '.sluice', 'runs', 'a-1'))).toEqual(['record.json']);
  });

  it('keep what a newer version wrote into them', async () => {
    const history = new RunHistory(join(folder, '.sluice'));
    await history.create({ ...record('a-1'), future: { x: 1 } });
    await history.update('a-1', { state: 'failed' });
    expect(await history.get('a-1')).toMatchObject({ state: 'failed', future: { x: 1 } });
  });

  it('never share a name', async () => {
    const history = new RunHistory(join(folder, '.sluice'));
    await history.create(record('a-1'));
    await expect(history.create(record('a-1'))).rejects.toMatchObject({ code: 'name-taken' });
    await expect(history.get('nothing')).rejects.toMatchObject({ code: 'not-found' });
    await expect(history.get('../a-1')).rejects.toMatchObject({ code: 'usage' });
  });

  it('that are broken are shown as unreadable, and the others still listed', async () => {
    const history = new RunHistory(join(folder, '.sluice'));
    await history.create(record('good-1'));
    const runs = join(folder, '.sluice', 'runs');
    const broken = { 'cut-1': '{"name": "cu', 'wrong-1': '{"sluiceRecord": 7}', 'empty-1': '' };
    for (const [name, text] of Object.entries(broken)) {
      await mkdir(join(runs, name));
      await writeFile(join(runs, name, 'record.json'), text);
    }
    await mkdir(join(runs, 'bare-1'));
    await mkdir(join(runs, 'not a name'));
    const list = await history.list();
    expect(list.map((entry) => [entry.name, 'record' in entry])).toEqual([
      ['good-1', true],
      ['bare-1', false],
      ['cut-1', false],
      ['empty-1', false],
      ['not a name', false],
      ['wrong-1', false],
    ]);
    await expect(history.get('cut-1')).rejects.toMatchObject({ code: 'bad-data' });
  });

  it('of a killed process tell that it was interrupted, or what its run.json says', async () => {
    const child = spawn('sleep', ['60']);
    const process = { host: hostname(), pid: child.pid ?? -1 };
    const history = new RunHistory(join(folder, '.sluice'));
    const running = { target: 'local', state: 'running', process } as const;
    await history.create(record('a-1', running));
    await history.create(record('b-1', running));
    expect(await history.get('a-1')).toMatchObject({ state: 'running' });
    child.kill('SIGKILL');
    await once(child, 'exit');
    const run = {
      ...{ name: 'b-1', state: 'completed', target: 'local', recipe: { sha256: 'x' }, fitted: {} },
      ...{ parameters: {}, inputs: [], steps: [], checks: [], seconds: 4, started: 'x' },
      versions: { sluice: '0.1.0', duckdb: '1.5.6', python: '3.11.7' },
      outputs: [{ name: 'train', uri: 'file:///x/', rows: 7, bytes: 1, sha256: 'y' }],
    };
    await mkdir(join(folder, 'b-1', 'output', 'run'), { recursive: true });
    await writeFile(join(folder, 'b-1', 'output', 'run', 'run.json'), JSON.stringify(run));
    expect(await history.get('a-1')).toMatchObject({
      state: 'failed',
      error: { code: 'engine-crashed' },
    });
    expect(await history.get('b-1')).toMatchObject({
      state: 'completed',
      seconds: 4,
      outputs: [{ name: 'train', rows: 7 }],
    });
  });

  it('written before a killed submission are found by the next process', async () => {
    const script = `
      const { RunHistory } = await import(${JSON.stringify(join(root, 'src/jobs/history.ts'))});
      await new RunHistory(process.argv[1]).create(JSON.parse(process.argv[2]));
      process.kill(process.pid, 'SIGKILL');`;
    const child = spawn(
      process.execPath,
      ['--input-type=module', '-e', script, join(folder, '.sluice'), JSON.stringify(record('k-1'))],
      { stdio: 'inherit' },
    );
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null]; // SAFETY: Node's own event
    expect(signal).toBe('SIGKILL');
    expect(await new RunHistory(join(folder, '.sluice')).get('k-1')).toEqual(record('k-1'));
  });
});

it('makes names that SageMaker takes, each once', () => {
  const now = new Date('2026-11-20T12:15:30.123Z');
  expect(runName('Späte Flüge: März (v2)', now)).toMatch(
    /^spa-te-flu-ge-ma-rz-v2-20261120-121530-[0-9a-f]{4}$/,
  );
  expect(runName('飛行', now)).toMatch(/^run-20261120-121530-/);
  for (const title of ['x'.repeat(100), 'a-'.repeat(40), '--', '']) {
    expect(runName(title, now)).toMatch(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/);
  }
  expect(new Set(Array.from({ length: 5 }, () => runName('x', now))).size).toBeGreaterThan(1);
});
