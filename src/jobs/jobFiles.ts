import { AppError } from '../shared/errors.ts';
import type { JobFile } from './jobDirectory.ts';
import type { PreparedRun } from './prepareRun.ts';

/** The files of each source of a run, by their place in the source and on this machine. */
export function jobFiles({
  located,
  open,
}: Pick<PreparedRun, 'located' | 'open'>): Record<string, readonly JobFile[]> {
  return Object.fromEntries(
    located.map(({ name, files }) => {
      const paths = open?.[name]?.paths;
      if (!paths) throw new AppError('internal', `Source “${name}” is not on this machine.`);
      return [name, files.map((file, at) => ({ path: file.relative, file: paths[at] ?? '' }))];
    }),
  );
}
