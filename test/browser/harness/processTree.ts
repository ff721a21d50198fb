import { execFileSync } from 'node:child_process';

export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** All processes below one, children of children included. */
export function descendants(pid: number): ProcessEntry[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  const all = lines.split('\n').flatMap((line): ProcessEntry[] => {
    const [, own, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    if (own === undefined || parent === undefined || command === undefined) return [];
    return [{ pid: Number(own), parent: Number(parent), command }];
  });
  const found: ProcessEntry[] = [];
  const parents = new Set([pid]);
  for (let grew = true; grew;) {
    const next = all.filter((entry) => parents.has(entry.parent) && !parents.has(entry.pid));
    for (const entry of next) {
      parents.add(entry.pid);
      found.push(entry);
    }
    grew = next.length > 0;
  }
  return found;
}

/** The engine processes below an editor, or its AWS processes. */
export function childProcesses(pid: number, which: 'engine' | 'aws'): ProcessEntry[] {
  const script = new RegExp(`[\\\\/]dist[\\\\/]${which}\\.js(\\s|$)`);
  return descendants(pid).filter(({ command }) => script.test(command));
}
