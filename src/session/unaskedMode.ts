import type { ProfileMode } from '../shared/contracts/workbenchState.ts';

/** Bytes that are brought from S3 without being asked for. */
export const UNASKED = 256e6;

/**
 * How far figures go by themselves: as the settings say, but nobody is made to wait and pay for what
 * nobody asked for. The control of the figures names the bytes, and takes the answer.
 */
export function unaskedMode(
  configured: ProfileMode = 'exact',
  bytesElsewhere: number,
  /** Bytes that one action may fetch without a question. */
  askAbove = Infinity,
): ProfileMode {
  return configured === 'exact' && bytesElsewhere > Math.min(UNASKED, askAbove)
    ? 'estimate'
    : configured;
}
