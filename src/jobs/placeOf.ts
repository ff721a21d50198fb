import type { PricedPlace } from '../core/cost/transferCost.ts';
import type { LocatedSource } from './locatedSource.ts';

/** Where sources lie, for the price of reading them; no price is known if one of them has none. */
export function placeOf(sources: readonly LocatedSource[]): PricedPlace {
  const remote = sources.flatMap((source) => source.remote ?? []);
  const regions = new Set(remote.map(({ region }) => region));
  return {
    region: regions.size === 1 ? (remote[0]?.region ?? '') : '',
    customEndpoint: remote.some(({ customEndpoint = false }) => customEndpoint),
  };
}
