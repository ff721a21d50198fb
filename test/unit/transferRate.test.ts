import { describe, expect, it } from 'vitest';
import { TransferRate } from '../../src/session/transfers/transferRate.ts';

/** A transfer from 0 on: `perSecond` bytes in each second, told every 50 ms, until `until` seconds. */
function steady(perSecond: number, until: number): TransferRate {
  const rate = new TransferRate(0);
  for (let at = 50; at <= until * 1000; at += 50) rate.add(at, (at / 1000) * perSecond);
  return rate;
}

describe('the rate of a transfer', () => {
  it('is that of the last seconds, and not told in the first moment', () => {
    expect(steady(1000, 0.4).rate(400)).toBeUndefined();
    expect(steady(1000, 1).rate(1000)).toBeCloseTo(1000, 6);
    expect(steady(1000, 60).rate(60_000)).toBeCloseTo(1000, 6);
  });

  it('follows a change within five seconds, and falls while nothing comes', () => {
    const rate = steady(1000, 10);
    for (let at = 10_100; at <= 15_000; at += 100) rate.add(at, 10_000 + (at - 10_000) * 3);
    expect(rate.rate(15_000)).toBeCloseTo(3000, 0);
    const stalled = steady(1000, 10);
    expect(stalled.rate(12_500)).toBeCloseTo(500, 6);
    expect(stalled.rate(20_000)).toBe(0);
    expect(stalled.left(20_000, 50_000)).toBeUndefined();
  });

  it('never falls below nothing when an attempt starts over', () => {
    const rate = steady(1000, 3);
    rate.add(3100, 0);
    expect(rate.rate(3100)).toBe(0);
  });

  it('tells the time that is left once it has settled', () => {
    expect(steady(1000, 1).left(1000, 5000)).toBeUndefined();
    expect(steady(1000, 4).left(4000, 10_000)).toBeCloseTo(6, 6);
  });
});
