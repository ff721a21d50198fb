import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A folder's data files at any depth; hidden files and the marks of Spark and Hive are left out. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const nested = await Promise.all(
    entries.map(async (entry): Promise<string[]> => {
      if (isHidden(entry.name)) return [];
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return listFiles(path);
      return entry.isFile() || entry.isSymbolicLink() ? [path] : [];
    }),
  );
  return nested.flat();
}

/** `.name`, `_name` and checksums; `_key=value` is a Hive folder (Spark has the same rule). */
function isHidden(name: string): boolean {
  return (
    name.startsWith('.') || (name.startsWith('_') && !name.includes('=')) || name.endsWith('.crc')
  );
}
