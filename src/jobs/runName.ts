import { randomBytes } from 'node:crypto';

const MAX_LENGTH = 63;

/**
 * A new run's name, which is also its job's name on SageMaker: letters, digits and single hyphens,
 * at most 63 characters, never given twice: `churn-features-20261120-121530-a1b2`.
 */
export function runName(title: string, now: Date = new Date()): string {
  const digits = now.toISOString().replace(/\D/g, '');
  const tail = `${digits.slice(0, 8)}-${digits.slice(8, 14)}-${randomBytes(2).toString('hex')}`;
  const slug = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_LENGTH - tail.length - 1)
    .replace(/^-+|-+$/g, '');
  return `${slug === '' ? 'run' : slug}-${tail}`;
}
