import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The size of the files of a folder; those that go meanwhile count for nothing. */
export async function folderBytes(folder: string): Promise<number> {
  const names = await readdir(folder);
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        ({ size }) => size,
        (error: unknown) => {
          if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
          throw error;
        },
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
