import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CredentialSource } from '../../src/aws/credentialSource.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A source whose n-th answer is `key-n`, living so many seconds. */
function source(seconds: number | undefined): {
  readonly keys: () => Promise<string>;
  readonly asked: () => number;
  readonly fail: (yes: boolean) => void;
  readonly credentials: CredentialSource;
} {
  let count = 0;
  let failing = false;
  const credentials = new CredentialSource(() => () => {
    count += 1;
    if (failing) return Promise.reject(new Error('no network'));
    return Promise.resolve({
      ...{ accessKeyId: `key-${String(count)}`, secretAccessKey: 'x' },
      ...(seconds === undefined ? {} : { expiration: new Date(Date.now() + seconds * 1000) }),
    });
  });
  return {
    credentials,
    keys: async () => (await credentials.provider()).accessKeyId,
    asked: () => count,
    fail: (yes) => {
      failing = yes;
    },
  };
}

describe('the credentials of all clients', () => {
  it('that live for an hour are renewed five minutes before their end', async () => {
    const { keys } = source(3600);
    const seen: string[] = [];
    for (const second of [0, 3299, 3300, 3301]) {
      vi.setSystemTime(second * 1000);
      seen.push(await keys());
    }
    expect(seen).toEqual(['key-1', 'key-1', 'key-2', 'key-2']);
  });

  it('that live for a minute are renewed after three quarters of it', async () => {
    const { keys } = source(60);
    const seen: string[] = [];
    for (const second of [0, 44, 45, 89, 90]) {
      vi.setSystemTime(second * 1000);
      seen.push(await keys());
    }
    expect(seen).toEqual(['key-1', 'key-1', 'key-2', 'key-2', 'key-3']);
  });

  it('without an end are asked for once, by however many requests', async () => {
    const { keys, asked } = source(undefined);
    await Promise.all([keys(), keys(), keys()]);
    vi.setSystemTime(9e9);
    expect([await keys(), asked()]).toEqual(['key-1', 1]);
  });

  it('serve until their end when no others can be had', async () => {
    const { keys, asked, fail } = source(60);
    await keys();
    fail(true);
    const seen: (string | number)[] = [];
    for (const second of [45, 50, 55, 59]) {
      vi.setSystemTime(second * 1000);
      seen.push(await keys(), asked());
    }
    // Asked at 45 and, ten seconds later, at 55.
    expect(seen).toEqual(['key-1', 2, 'key-1', 2, 'key-1', 3, 'key-1', 3]);
    vi.setSystemTime(60_000);
    await expect(keys()).rejects.toThrow('no network');
    fail(false);
    expect(await keys()).toBe('key-5');
  });

  it('that were refused are asked for once, and only where they are still those', async () => {
    const { credentials, keys, asked } = source(undefined);
    await keys();
    const refused = { accessKeyId: 'key-1', secretAccessKey: 'x' };
    const renewed = [1, 2, 3].map(() => credentials.renew(refused));
    expect(await Promise.all(renewed)).toEqual([true, true, true]);
    expect(await credentials.renew(refused)).toBe(true);
    expect([await keys(), asked()]).toEqual(['key-2', 2]);
  });
});
