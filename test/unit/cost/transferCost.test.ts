import { describe, expect, it } from 'vitest';
import { costWords } from '../../../src/core/cost/costWords.ts';
import { transferCost } from '../../../src/core/cost/transferCost.ts';

const place = { region: 'eu-west-1', customEndpoint: false };

function words(bytes: number, requests: number, listings = 0): string {
  const cost = transferCost({ bytes, requests }, place, listings);
  if (!cost) throw new Error('There is no price.');
  return costWords(cost);
}

describe('the cost of a transfer from S3', () => {
  it('is that of its requests, its listings and its bytes', () => {
    // By hand: 2,500 GETs at $0.0004 a thousand, 3 LISTs at $0.005 a thousand, 18 GB at $0.09.
    const cost = transferCost({ bytes: 18e9, requests: 2500 }, place, 3);
    expect(cost?.requests).toBeCloseTo(0.001015, 9);
    expect(cost?.transfer).toBeCloseTo(1.62, 9);
    expect(cost?.region).toBe('eu-west-1');
  });

  it.each([
    [18e9, 25_000, 'about $0.01 for requests; about $1.62 for transfer'],
    [0, 0, 'nothing for requests; nothing for transfer'],
    [1e6, 1, 'less than $0.01 for requests; less than $0.01 for transfer'],
    [200e9, 47_684, 'about $0.02 for requests; about $18 for transfer'],
    [2.0049e12, 478_000, 'about $0.19 for requests; about $180 for transfer'],
    [40e12, 9_536_744, 'about $3.81 for requests; about $3,600 for transfer'],
  ])('of %d bytes in %d requests says no more than it knows', (bytes, requests, said) => {
    expect(words(bytes, requests)).toBe(`${said} unless this machine runs in eu-west-1`);
  });

  it.each([
    { region: 'us-east-1', customEndpoint: true },
    { region: 'cn-north-1', customEndpoint: false },
    { region: 'us-gov-west-1', customEndpoint: false },
    { region: 'us-isob-east-1', customEndpoint: false },
  ])('is not told where prices are others: %o', (other) => {
    expect(transferCost({ bytes: 1e9, requests: 100 }, other)).toBeUndefined();
  });
});
