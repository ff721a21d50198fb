import { AppError } from '../../shared/errors.ts';
import type { Flow, FlowStep } from '../recipe/flow.ts';

const width = 92;

/** The lines of comment above a step: `# d4 · Fill missing values: the user's note`. */
export function stepComment(step: FlowStep, mark: '#' | '--'): string[] {
  const note = plainText(step.step.note);
  const text = `${plainText(step.step.id)} · ${step.operation.title}${note === '' ? '' : `: ${note}`}`;
  return wrap(text).map((line) => `${mark} ${line}`);
}

/** Throws the first problem of a flow, and `stale` for values that were never learned or no longer fit. */
export function requireSound(flow: Flow): void {
  const problem = flow.problems[0];
  if (problem) throw new AppError(problem.code, problem.message, { hint: problem.hint });
  const step = flow.steps.find(({ fit }) => fit === 'missing' || fit === 'stale');
  if (!step) return;
  const why =
    step.fit === 'missing'
      ? 'has not learned its values yet'
      : 'learned its values before the recipe changed';
  throw new AppError('stale', `Step ${step.step.id} (${step.step.op}) ${why}.`, {
    hint: 'Run the recipe with --refit, then export it.',
  });
}

/** Text for a comment: line breaks and control characters would end a comment and start code. */
export function plainText(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Cf}]+/gu, ' ').trim();
}

function wrap(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
