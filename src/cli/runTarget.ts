import { dirname, isAbsolute, join } from 'node:path';
import type { Json } from '../core/operations/define.ts';
import { jobSettings, readJobDocument } from '../jobs/documents.ts';
import type { JobDocument } from '../jobs/documents.ts';
import type { RunFlags } from './runFlags.ts';

/** What `sluice run` was pointed at: a recipe, or a job document that names one. */
export interface RunTarget {
  readonly recipePath: string;
  readonly parameters: Readonly<Record<string, Json>>;
  readonly settings: JobDocument;
}

/** Reads a job document if it is one; a flag beats the file, `--set` beats its parameters. */
export async function readRunTarget(path: string, flags: RunFlags): Promise<RunTarget> {
  const given = {
    role: flags.role,
    instance: flags.instance,
    volumeGb: flags.volume,
    maxSeconds: flags.maxSeconds,
    staging: flags.staging,
  };
  if (!path.endsWith('.job.json')) {
    return { recipePath: path, parameters: flags.set, settings: jobSettings(undefined, given) };
  }
  const document = await readJobDocument(path);
  const settings = jobSettings(document, given);
  const recipePath = isAbsolute(document.recipe)
    ? document.recipe
    : join(dirname(path), document.recipe);
  return { recipePath, parameters: { ...document.parameters, ...flags.set }, settings };
}
