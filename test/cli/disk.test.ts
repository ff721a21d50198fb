import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { machineNode } from '../machineNode.ts';
import { root, useBuild } from './build.ts';
import { ordersRecipe, seedOrders } from './orders.ts';
import { recipe } from './recipe.ts';
import { python } from './sluice.ts';
import { useAws } from './useAws.ts';

useBuild();
const aws = useAws();

interface Full {
  readonly code: number | null;
  readonly document: unknown;
  readonly left: string;
}

/**
 * Runs `sluice … --json` where `work/small` is a disk of so many kilobytes. The disk exists for this
 * command alone; `before` fills it and `after` says what is left on it.
 */
async function onSmallDisk(
  kilobytes: number,
  args: readonly string[],
  { before = 'true', after = 'true', cache }: { before?: string; after?: string; cache?: string },
): Promise<Full> {
  const { work, standIn } = aws();
  mkdirSync(work.path('small'), { recursive: true });
  const script = `mount -t tmpfs -o size=${String(kilobytes)}k tmpfs small && { ${before}; } &&
    { "$@" > answer.json; code=$?; { ${after}; } > left.txt 2>&1; exit $code; }`;
  const command = ['sh', '-c', script, 'sh', machineNode().path, join(root, 'dist/cli.js')];
  // Without root a mount needs a user namespace of its own too.
  const own = process.getuid?.() === 0 ? '-m' : '-rm';
  const child = spawn('unshare', [own, '--', ...command, ...args, '--json'], {
    cwd: work.folder,
    env: {
      ...{ PATH: process.env['PATH'] ?? '', HOME: work.path('home'), SLUICE_PYTHON: python },
      ...{ SLUICE_CACHE_DIR: cache ?? work.cache, ...standIn.env },
    },
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 120_000,
  });
  await once(child, 'close');
  return {
    code: child.exitCode,
    document: work.readJson('answer.json'),
    left: work.read('left.txt'),
  };
}

const full = { error: { code: 'disk-full' } };

describe('a full disk', () => {
  it('that holds the cache', async () => {
    const { work, standIn } = aws();
    await standIn.putObject(
      'lake',
      'big.csv',
      `n,text\n${'1,abcdefghijklmnopqrstuvwxyz\n'.repeat(40_000)}`,
    );
    const small = work.path('small');
    const end = await onSmallDisk(400, ['profile', 's3://lake/big.csv'], {
      cache: small,
      after: 'find small -type f -size +0 -printf "%f\\n"',
    });
    expect(end.document).toMatchObject(full);
    expect(end.code).toBe(1);
    expect(end.left).not.toMatch(/\.part|big\.csv/);
  });

  it('that holds --out: nothing there looks like an output', async () => {
    const { work } = aws();
    const lines = Array.from(
      { length: 60_000 },
      (_, n) => `${String(n)},${String((n * 7919) % 100_003)}`,
    );
    work.write('big.csv', `n,m\n${lines.join('\n')}\n`);
    work.writeJson('big.sluice.json', recipe('big.csv', []));
    const end = await onSmallDisk(300, ['run', 'big.sluice.json', '--out', 'small/job'], {
      after: 'find small/job/output/all -type f',
    });
    expect(end.document).toMatchObject(full);
    expect([end.code, end.left]).toEqual([1, '']);
  });

  it('that holds the recipe: a refit leaves it as it was', async () => {
    const { work } = aws();
    await seedOrders(work);
    // The recipe lies on the full disk, and the data and the history elsewhere.
    const moved = ordersRecipe.replaceAll(/"uri": "(orders|customers)/g, '"uri": "../$1');
    // As long as a page of the disk nearly is: what is added needs another page.
    const note = 'x'.repeat(4090 - Buffer.byteLength(moved) + 'spaces'.length);
    const text = moved.replace('spaces', note);
    work.write('lain.sluice.json', text);
    const end = await onSmallDisk(16, ['run', 'small/own.sluice.json', '--refit'], {
      before:
        'cp lain.sluice.json small/own.sluice.json; cat /dev/zero > small/filler 2>/dev/null; true',
      after: 'cat small/own.sluice.json',
    });
    expect(end.document).toMatchObject(full);
    expect(end.code).toBe(1);
    expect(end.left).toBe(text);
  });

  it('that an exported script goes to: the script of before is whole', async () => {
    const { work } = aws();
    work.write('n.csv', 'n\n1\n');
    work.writeJson('n.sluice.json', recipe('n.csv', []));
    const end = await onSmallDisk(
      16,
      ['export', 'n.sluice.json', '--target', 'pandas', '--out', 'small/n.py'],
      {
        before: 'echo mine > small/n.py; cat /dev/zero > small/filler 2>/dev/null; true',
        after: 'cat small/n.py; ls small',
      },
    );
    expect(end.document).toMatchObject(full);
    expect([end.code, end.left]).toEqual([1, 'mine\nfiller\nn.py\n']);
  });
});
