import { readFileSync, readdirSync } from 'node:fs';

/** Children of this process that run a script. */
export function childrenOf(script: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const command = readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').split('\0');
        if (!command.includes(script)) return false;
        const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
        return new RegExp(`^PPid:\\s+${String(process.pid)}$`, 'm').test(status);
      } catch {
        // It ended meanwhile.
        return false;
      }
    });
}
