/** A time of day in nanoseconds as `12:30:00.000000001`. */
export function timeText(nanos: bigint): string {
  const seconds = nanos / 1_000_000_000n;
  const two = (value: bigint): string => String(value).padStart(2, '0');
  const rest = nanos % 1_000_000_000n;
  const fraction = rest === 0n ? '' : `.${String(rest).padStart(9, '0').replace(/0+$/, '')}`;
  return `${two(seconds / 3600n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}${fraction}`;
}
