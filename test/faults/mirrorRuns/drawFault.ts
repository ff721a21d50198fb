import type { Fault, FaultRule } from '../../s3/faults/fault.ts';
import type { Chance } from './chance.ts';

/** Faults of the network and of S3, on any request of a run's objects and listings. */
export function drawFault(chance: Chance, bucket: string): FaultRule {
  const at = chance.of([0, 1, chance.below(2000), chance.below(70_000), chance.below(600_000)]);
  const error = chance.of(['SlowDown', 'InternalError', 'ServiceUnavailable'] as const);
  const body = { method: 'GET', bucket } as const;
  const [fault, where]: readonly [Fault, Omit<FaultRule, 'fault'>] = chance.of<
    readonly [Fault, Omit<FaultRule, 'fault'>]
  >([
    [
      { kind: 'cut', at },
      { ...body, times: 1 + chance.below(3) },
    ],
    [
      { kind: 'cut', at, how: 'reset' },
      { ...body, times: 1 + chance.below(3) },
    ],
    [
      { kind: 'truncate', at },
      { ...body, listing: false, times: 1 + chance.below(2) },
    ],
    [
      { kind: 'throttle', bytesPerSecond: 300_000 + chance.below(3_000_000) },
      { ...body, listing: false, times: 1 + chance.below(8) },
    ],
    [
      { kind: 'delay', milliseconds: chance.below(250) },
      { bucket, times: 1 + chance.below(6) },
    ],
    [
      { kind: 'drop', when: chance.of(['before', 'after'] as const) },
      { bucket, times: 1 + chance.below(3) },
    ],
    // A storm that passes, and one that does not as long as the fault lasts.
    [
      { kind: 'error', error },
      { bucket, times: 3, share: 0.4, seed: chance.below(1000) },
    ],
    [
      { kind: 'error', error },
      { bucket, times: Infinity, share: 0.7, seed: chance.below(1000) },
    ],
  ]);
  return { fault, ...where };
}
