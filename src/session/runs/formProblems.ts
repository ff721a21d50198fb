import { z } from 'zod';
import type { FieldProblem, RunForm } from '../../shared/contracts/runPanel.ts';
import { jobDocument } from '../../jobs/documents.ts';
import type { JobDocument } from '../../jobs/documents.ts';
import { AppError } from '../../shared/errors.ts';
import { parameterValues } from '../../core/recipe/parameters.ts';
import type { Recipe } from '../../shared/recipe.ts';

/** The settings that a form stands for, or what is wrong with it, field by field. */
export interface ReadForm {
  readonly settings: JobDocument | undefined;
  readonly problems: readonly FieldProblem[];
}

const placed = z.string().regex(/^s3:\/\/[^/\s]+(\/.*)?$/);

/** Reads the form of a run on SageMaker. `recipe` is the document's reference to its recipe. */
export function readForm(form: RunForm, recipe: string, base?: JobDocument): ReadForm {
  const problems: FieldProblem[] = [];
  const text = {
    role: form.role.trim(),
    instance: form.instance.trim(),
    staging: form.staging.trim(),
  };
  if (text.role === '') problems.push({ field: 'role', message: 'A job needs a role.' });
  if (text.staging === '') {
    problems.push({ field: 'staging', message: 'A job needs a folder on S3 for its code.' });
  }
  const folders = new Set<string>();
  for (const [name, uri] of Object.entries(form.outputs)) {
    if (placed.safeParse(uri.trim()).success) {
      const folder = uri.trim().replace(/\/+$/, '');
      if (folders.has(folder)) {
        const message = 'Another output is written there; give each a folder of its own.';
        problems.push({ field: `outputs.${name}`, message });
      }
      folders.add(folder);
      continue;
    }
    const message =
      uri.trim() === ''
        ? 'Name the folder on S3 that it is written to.'
        : 'Not an address on S3 (s3://bucket/folder/).';
    problems.push({ field: `outputs.${name}`, message });
  }
  const minutes = numberOf(form.maxMinutes);
  const found = jobDocument.safeParse({
    sluiceJob: 1,
    ...base,
    recipe,
    ...(text.role === '' ? {} : { role: text.role }),
    instance: text.instance,
    volumeGb: numberOf(form.volumeGb),
    maxSeconds: minutes === undefined ? undefined : Math.round(minutes * 60),
    ...(text.staging === '' ? {} : { staging: text.staging }),
    parameters: given(form),
  });
  // A number that is absent has a default in a document; in a form it was cleared or mistyped.
  if (numberOf(form.volumeGb) === undefined) {
    problems.push({ field: 'volumeGb', message: 'A whole number of GB.' });
  }
  if (minutes === undefined)
    problems.push({ field: 'maxMinutes', message: 'A number of minutes.' });
  if (!found.success) {
    problems.push(...found.error.issues.map((issue) => fieldProblem(issue)));
  }
  const first = uniqueByField(problems);
  return { settings: first.length === 0 ? found.data : undefined, problems: first };
}

/** What is wrong with the parameters, each at its own field. */
export function parameterProblems(recipe: Recipe, form: RunForm): readonly FieldProblem[] {
  return recipe.parameters.flatMap(({ name }) => {
    const value = form.parameters[name];
    if (value === undefined || value === '') return [];
    try {
      parameterValues(
        { ...recipe, parameters: recipe.parameters.filter((p) => p.name === name) },
        {
          [name]: value,
        },
      );
      return [];
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return [{ field: `parameters.${name}`, message: error.message }];
    }
  });
}

/** The parameters that the form gives a value. */
function given(form: RunForm): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(form.parameters).filter(([, value]) => value !== ''));
}

/** A problem of a document at the field of its form, in the field's own words. */
export function fieldProblem(issue: z.core.$ZodIssue): FieldProblem {
  const path = issue.path.map(String);
  const field = path[0] === 'maxSeconds' ? 'maxMinutes' : path.join('.');
  if (field === 'volumeGb') return { field, message: 'A whole number of GB from 1 to 16,384.' };
  if (field === 'maxMinutes') {
    const most = issue.code === 'too_big' ? Math.floor(Number(issue.maximum) / 60) : undefined;
    return {
      field,
      message: most === undefined ? 'At least one second.' : `At most ${String(most)} minutes.`,
    };
  }
  const message = issue.message.replace(/^is /, '');
  return { field, message: `${message.charAt(0).toUpperCase()}${message.slice(1)}.` };
}

/** The first problem of each field. */
export function uniqueByField(problems: readonly FieldProblem[]): readonly FieldProblem[] {
  return problems.filter(
    (problem, at) => problems.findIndex(({ field }) => field === problem.field) === at,
  );
}

/** A number as people type it: `30`, ` 1.5 `. */
export function numberOf(text: string): number | undefined {
  return /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
}
