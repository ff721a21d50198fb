const LONGEST = 63;

/**
 * A job's name: `<recipe-slug>-<yyyymmdd-hhmmss>-<4 hex>` in UTC, within AWS's 63 characters and
 * its pattern `[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}`. The name is what keeps a job from being paid
 * twice, so it is made once per run and kept.
 *
 * @param random a number in [0, 1)
 */
export function jobName(title: string, now: Date, random: number): string {
  const stamp = now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  const hex = Math.floor(random * 0x10000)
    .toString(16)
    .padStart(4, '0');
  const tail = `${stamp}-${hex}`;
  const slug = title
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .slice(0, LONGEST - tail.length - 1)
    .replaceAll(/^-+|-+$/g, '')
    .toLowerCase();
  return `${slug === '' ? 'recipe' : slug}-${tail}`;
}
