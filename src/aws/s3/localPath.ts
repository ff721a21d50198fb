import { isAbsolute, join, relative, resolve } from 'node:path';
import { AppError } from '../../shared/errors.ts';

/** Where an object with this relative key lies below a local folder; never outside of it. */
export function localPath(directory: string, relativeKey: string, uri: string): string {
  const parts = relativeKey.split('/');
  const unsafe = parts.some(
    (part) =>
      part === '' ||
      part === '.' ||
      part === '..' ||
      part.includes('\0') ||
      Buffer.byteLength(part) > 255 ||
      (process.platform === 'win32' && /[<>:"\\|?*]|[. ]$/.test(part)),
  );
  const path = join(directory, ...parts);
  const inside = relative(resolve(directory), resolve(path));
  if (unsafe || inside.startsWith('..') || isAbsolute(inside)) {
    throw new AppError('unsupported', `The key of ${uri} cannot be a path on this machine.`, {
      hint: 'Copy the object to a key without "..", empty or overlong parts.',
    });
  }
  return path;
}
