import { statfs } from 'node:fs/promises';
import { AppError } from '../../shared/errors.ts';

/** Throws `disk-full` unless the disk of a folder has room for so many bytes. */
export async function needSpace(directory: string, bytes: number): Promise<void> {
  const disk = await statfs(directory);
  const free = disk.bavail * disk.bsize;
  if (free >= bytes) return;
  throw new AppError(
    'disk-full',
    `${megabytes(bytes)} are to be fetched, but the disk of ${directory} has ${megabytes(free)} left.`,
    {
      hint: 'Free some space, or set SLUICE_CACHE_DIR to a folder on another disk.',
    },
  );
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
