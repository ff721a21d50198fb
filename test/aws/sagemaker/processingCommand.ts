import type { Fields } from '../fields.ts';
import { JobError } from './jobError.ts';

const BASE = '/opt/ml/processing';

/**
 * The request's entrypoint and arguments with `/opt/ml/processing` moved to `base`, as this machine
 * has no such folder. `run.py` of a job directory that is given no base folder gets `--base <base>`.
 */
export function commandOf(request: Fields, base: string): string[] {
  const app = request.fields('AppSpecification');
  const words = [...app.texts('ContainerEntrypoint'), ...app.texts('ContainerArguments')];
  if (app.texts('ContainerEntrypoint').length === 0) {
    throw new JobError(
      'InternalServerError: this stand-in has no images: a request must name its entrypoint.',
    );
  }
  const moved = words.map((word) => move(word, base));
  const script = words.findIndex((word) => word.endsWith('/run.py'));
  const told = words.some((word) => word === BASE || word === `--base=${BASE}`);
  return script >= 0 && !told ? [...moved, '--base', base] : moved;
}

function move(word: string, base: string): string {
  const match = /^(--?[A-Za-z][\w-]*=)?\/opt\/ml\/processing(?=\/|$)/.exec(word);
  return match === null ? word : (match[1] ?? '') + base + word.slice(match[0].length);
}
