/** A little-endian two's complement integer with `scale` digits behind the point, as text. */
export function decimalText(bytes: Uint8Array, scale: number): string {
  let value = 0n;
  for (let at = bytes.length - 1; at >= 0; at -= 1) value = (value << 8n) | BigInt(bytes[at] ?? 0);
  value = BigInt.asIntN(bytes.length * 8, value);
  if (scale <= 0) return `${String(value)}${value === 0n ? '' : '0'.repeat(-scale)}`;
  const sign = value < 0n ? '-' : '';
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0');
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
