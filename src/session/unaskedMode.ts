import type { ProfileMode } from '../shared/contracts/workbenchState.ts';

/** Bytes that exact figures bring from S3 without being asked for. */
const UNASKED = 256e6;

/**
 * How far figures go by themselves: as the settings say, but nobody is made to wait and pay for what
 * nobody asked for. The control of the figures names the bytes, and takes the answer.
 */
export function unaskedMode(
  configured: ProfileMode = 'exact',
  bytesElsewhere: number,
): ProfileMode {
  return configured === 'exact' && bytesElsewhere > UNASKED ? 'estimate' : configured;
}
