import { describe, expect, it } from 'vitest';
import { Activities } from '../../src/session/activities.ts';
import { widenTypes } from '../../src/session/widenTypes.ts';
import { AppError } from '../../src/shared/errors.ts';

/** What became of a pass over a large CSV that ends in some way. */
async function after(widen: () => Promise<boolean>): Promise<readonly string[]> {
  const heard: string[] = [];
  const sources = {
    hasHeads: true,
    widen,
    notLookedAt: (reason: string) => void heard.push(`not looked at: ${reason}`),
  };
  await widenTypes(sources, new Activities(() => undefined), new AbortController().signal, {
    reopen: () => Promise.resolve(void heard.push('reopened')),
    tell: () => void heard.push('told'),
  });
  return heard;
}

describe('the look at the whole of a large CSV', () => {
  it('opens it anew only where there are wider types', async () => {
    expect(await after(() => Promise.resolve(true))).toEqual(['reopened']);
    expect(await after(() => Promise.resolve(false))).toEqual([]);
  });

  it('says why it did not come about, unless a person stopped it', async () => {
    const crashed = new AppError('engine-crashed', 'The engine stopped.');
    expect(await after(() => Promise.reject(crashed))).toEqual([
      'not looked at: The engine stopped.',
      'told',
    ]);
    const cancelled = new AppError('cancelled', 'Cancelled.');
    expect(await after(() => Promise.reject(cancelled))).toEqual([]);
  });
});
