import type { Py } from '../python/py.ts';

export function formatPython(code: Py, indent: number): string[] {
  return code.split('\n').map((line) => (line === '' ? '' : ' '.repeat(indent) + line));
}
