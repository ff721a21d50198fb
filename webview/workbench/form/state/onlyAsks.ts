import type { Draft } from '../model/draft.ts';
import type { OpenForm } from './formState.ts';

/**
 * Whether what the host says of a new step is only that a field wants a value which has been empty
 * since the form was opened: nobody has made a mistake yet.
 */
export function onlyAsks({ error, touched, strict, step, draft }: OpenForm): boolean {
  if (error?.path === undefined || touched || strict || step !== undefined) return false;
  const found = draftAt(draft, error.path);
  return error.path.length > 0 && (found === undefined || isEmpty(found));
}

function draftAt(draft: Draft, path: readonly (string | number)[]): Draft | undefined {
  const [next, ...rest] = path;
  if (next === undefined) return draft;
  const inner = draft.kind === 'group' ? draft.fields[next] : undefined;
  return inner && draftAt(inner, rest);
}

function isEmpty(draft: Draft): boolean {
  switch (draft.kind) {
    case 'absent':
      return true;
    case 'text':
      return draft.text === '';
    case 'names':
      return draft.names.length === 0;
    default:
      return false;
  }
}
