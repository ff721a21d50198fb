import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomic } from '../../jobs/writeAtomic.ts';
import type { HostServices } from '../hostServices.ts';

/**
 * Tells the Python package where the command line is: `command.json` in the cache folder, which it
 * finds however the kernel was started.
 */
export async function writeCommandFile(services: HostServices): Promise<void> {
  await mkdir(services.cacheDirectory, { recursive: true });
  const command = { cli: join(services.distDirectory, 'cli.js'), node: process.execPath };
  const path = join(services.cacheDirectory, 'command.json');
  await writeAtomic(path, `${JSON.stringify(command, null, 2)}\n`);
  // The package runs what it names, so nobody else may have written it.
  await chmod(path, 0o600);
}
