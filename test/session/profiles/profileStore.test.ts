import { mkdirSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { ProfileStore, profileKey } from '../../../src/session/profiles/profileStore.ts';
import { temporaryFolder } from '../../engine/startEngine.ts';

const folder = temporaryFolder();
let place = 0;
let cache = '';

beforeEach(() => {
  place += 1;
  cache = join(folder.path, String(place));
});
afterAll(() => {
  folder.remove();
});

const files = (): string[] => readdirSync(join(cache, 'profiles'));

/** Figures that count how often they were computed. */
function counted<T>(value: T): { compute: () => Promise<T>; times: () => number } {
  let times = 0;
  const compute = (): Promise<T> => {
    times += 1;
    return Promise.resolve(value);
  };
  return { compute, times: () => times };
}

describe('kept figures', () => {
  it('are computed once, also by a store of a later start, and apart by kind and key', async () => {
    const figures = counted({ rows: 3, min: '9007199254740993' });
    const key = profileKey(['SELECT 1', 'sha256:a']);
    const first = await new ProfileStore(cache).cached('details', key, figures.compute);
    const second = await new ProfileStore(cache).cached('details', key, figures.compute);
    expect([first, second, figures.times()]).toEqual([first, first, 1]);
    await new ProfileStore(cache).cached('dataset', key, figures.compute);
    await new ProfileStore(cache).cached('details', profileKey(['SELECT 1', 'sha256:b']), () =>
      figures.compute(),
    );
    expect(figures.times()).toBe(3);
  });

  it('of parts that join to the same text have keys of their own', () => {
    expect(profileKey(['ab', 'c'])).not.toBe(profileKey(['a', 'bc']));
  });

  it('that failed are not kept', async () => {
    const store = new ProfileStore(cache);
    await expect(store.cached('k', 'a', () => Promise.reject(new Error('no')))).rejects.toThrow(
      'no',
    );
    expect(await store.cached('k', 'a', () => Promise.resolve(7))).toBe(7);
  });

  it('that were cut short, or are of another form, are computed anew and mended', async () => {
    const store = new ProfileStore(cache);
    await store.put('k', 'a', { deep: [1, 2, 3] });
    const [name = ''] = files();
    const path = join(cache, 'profiles', name);
    const whole = readFileSync(path, 'utf8');
    truncateSync(path, whole.length - 4);
    expect(await store.get('k', 'a')).toBeUndefined();
    writeFileSync(path, whole.replace('"form":', '"form":9'));
    expect(await store.get('k', 'a')).toBeUndefined();
    expect(await store.cached('k', 'a', () => Promise.resolve('new'))).toBe('new');
    expect(await store.get('k', 'a')).toBe('new');
    expect(files()).toEqual([name]);
  });

  it('stay below the limit: what was used longest ago goes', async () => {
    const store = new ProfileStore(cache, 12 * 1024 * 1024);
    const megabyte = 'x'.repeat(1024 * 1024);
    await store.put('k', 'used', megabyte);
    for (let i = 0; i < 40; i += 1) {
      await store.put('k', String(i), megabyte);
      expect(await store.get('k', 'used')).toBe(megabyte);
    }
    expect(files().length).toBeLessThanOrEqual(16);
    expect(await store.get('k', '39')).toBe(megabyte);
    expect(await store.get('k', '0')).toBeUndefined();
  });

  it('that cannot be written are still answered', async () => {
    rmSync(cache, { recursive: true, force: true });
    mkdirSync(cache, { recursive: true });
    writeFileSync(join(cache, 'profiles'), 'in the way');
    const store = new ProfileStore(cache);
    expect(await store.cached('k', 'a', () => Promise.resolve(5))).toBe(5);
  });
});
