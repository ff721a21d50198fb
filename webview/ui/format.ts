const nbsp = '\u00a0';
const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** `2,999,921`. */
export function integer(value: number): string {
  return whole.format(value);
}

/** `1,214`, `1.2 M`: at most six characters, for where room is scarce. */
export function compact(value: number): string {
  const steps = [
    [1e12, 'T'],
    [1e9, 'G'],
    [1e6, 'M'],
    [1e5, 'K'],
  ] as const;
  for (const [size, letter] of steps) {
    if (Math.abs(value) < size) continue;
    const scaled = value / (letter === 'K' ? 1000 : size);
    return `${scaled < 100 ? scaled.toFixed(1).replace(/\.0$/, '') : scaled.toFixed(0)}${nbsp}${letter}`;
  }
  return integer(value);
}

/** A share from 0 to 1 as `2.3 %`; what is not nothing and not all never reads so. */
export function percent(share: number): string {
  if (share <= 0) return `0${nbsp}%`;
  if (share >= 1) return `100${nbsp}%`;
  const value = share * 100;
  if (value < 0.1) return `<${nbsp}0.1${nbsp}%`;
  if (value > 99.9) return `>${nbsp}99.9${nbsp}%`;
  return `${value.toFixed(1).replace(/\.0$/, '')}${nbsp}%`;
}

/** `4.1 MB`, in steps of 1,000. */
export function bytes(value: number): string {
  let scaled = value;
  let unit = 0;
  while (scaled >= 999.5 && unit < units.length - 1) {
    scaled /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || scaled >= 99.5 ? 0 : 1;
  return `${scaled.toFixed(digits).replace(/\.0$/, '')}${nbsp}${units[unit] ?? ''}`;
}
