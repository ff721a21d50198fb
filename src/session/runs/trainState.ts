import { validateXgboostHyperparameters } from '../../core/training/xgboostHyperparameters.ts';
import { hyperparameterList } from '../../core/training/hyperparameterList.ts';
import { trainDocument } from '../../jobs/documents.ts';
import type { TrainDocument } from '../../jobs/documents.ts';
import type { RunRecord } from '../../jobs/runRecord.ts';
import { requireLocalVersion } from '../../jobs/xgboostVersion.ts';
import type { FieldProblem } from '../../shared/contracts/runPanel.ts';
import type { TrainFormState, TrainOutcome } from '../../shared/contracts/trainForm.ts';
import { toAppError } from '../../shared/errors.ts';
import { fieldProblem, uniqueByField } from './formProblems.ts';
import { instanceTypes } from './instanceTypes.ts';
import { agoText, durationText } from './texts.ts';
import { readTrainText } from './trainFields.ts';
import { trainTitle } from './trainService.ts';

/** What a training form is made from. */
export interface TrainStateInput {
  readonly text: string;
  /** The document's path; empty while it is untitled. */
  readonly path: string;
  readonly trusted: boolean;
  /** The history's runs, newest first. */
  readonly records: readonly RunRecord[];
  readonly busy: string | undefined;
  readonly now: number;
}

/** The form of a training document's text: its fields, what is wrong with them, what can be done. */
export function trainState(input: TrainStateInput): TrainFormState {
  const { text, path, trusted, records, busy } = input;
  const read = readTrainText(text);
  const trainable = records.filter(
    ({ kind, state, outputs }) =>
      kind === 'run' && state === 'completed' && outputs?.some(({ name }) => name === 'train'),
  );
  const shared = {
    title: trainTitle(path),
    trusted,
    runs: trainable.map((record) => ({ name: record.name, detail: runDetail(record, input.now) })),
    hyperparameters: hyperparameterList(),
    instances: instanceTypes,
    recent: {
      roles: distinct(records.map(({ job }) => job?.role)),
      outputs: distinct(records.map(({ model }) => placeOf(model))),
    },
    busy,
    outcome: outcomeOf(records, path),
  };
  if ('problem' in read) {
    const blocked = 'The text has to be mended first.';
    return {
      ...{ ...shared, fields: undefined, textProblem: read.problem, problems: [] },
      ...{ blockedHere: blocked, blockedThere: blocked },
    };
  }
  const found = trainDocument.safeParse(read.value);
  const problems = uniqueByField([
    ...(found.success ? [] : found.error.issues.map(inForm)),
    ...(found.success ? hyperparameterProblems(found.data, 'sagemaker') : []),
    ...(found.success ? inputProblems(found.data, trainable) : []),
  ]);
  const first = problems[0] ? 'Something is wrong in the form.' : undefined;
  const untrusted = trusted ? undefined : 'This workspace is not trusted.';
  return {
    ...shared,
    fields: read.fields,
    textProblem: undefined,
    problems,
    blockedHere: untrusted ?? first ?? (found.success ? localProblem(found.data) : undefined),
    blockedThere: untrusted ?? first ?? (found.success ? remoteProblem(found.data) : undefined),
  };
}

function inForm(issue: Parameters<typeof fieldProblem>[0]): FieldProblem {
  const [head] = issue.path;
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map((key) => `“${key}”`).join(', ');
    return { field: 'text', message: `${keys} is not known here; take it out in the text.` };
  }
  if (head === 'input') {
    return {
      field: 'input',
      message: 'Choose a run, or name a folder on S3 (s3://bucket/folder/).',
    };
  }
  if (head === 'algorithm') return { field: 'algorithm', message: 'Only xgboost is built in.' };
  return fieldProblem(issue);
}

function hyperparameterProblems(
  document: TrainDocument,
  target: 'local' | 'sagemaker',
): readonly FieldProblem[] {
  return validateXgboostHyperparameters(document.hyperparameters, target).map(
    ({ name, message, hint }) => ({
      field: `hyperparameters.${name}`,
      message: `${message} ${hint}`,
    }),
  );
}

function inputProblems(document: TrainDocument, trainable: readonly RunRecord[]): FieldProblem[] {
  const { input } = document;
  if ('train' in input) return [];
  const known = trainable.some(({ name }) => name === input.run);
  if (known || (input.run === 'latest' && trainable.length > 0)) return [];
  const message =
    trainable.length === 0
      ? 'There is no completed run with an output named train yet. Run a recipe first.'
      : `${input.run} is no completed run with an output named train.`;
  return [{ field: 'input', message }];
}

/** Why it cannot train on this machine. */
function localProblem(document: TrainDocument): string | undefined {
  const [problem] = hyperparameterProblems(document, 'local');
  if (problem) return problem.message;
  try {
    requireLocalVersion(document.version);
    return undefined;
  } catch (error) {
    return toAppError(error).message;
  }
}

function remoteProblem({ role, output }: TrainDocument): string | undefined {
  if (role === undefined) return 'A job on SageMaker needs an execution role.';
  return output === undefined ? 'A job on SageMaker needs a folder for the model.' : undefined;
}

function outcomeOf(records: readonly RunRecord[], path: string): TrainOutcome | undefined {
  const record = records.find(({ kind, document }) => kind === 'train' && document === path);
  if (!record) return undefined;
  const { name, state, target, metric, seconds, error, model } = record;
  return {
    ...{ name, state, target },
    ...(metric ? { metric } : {}),
    ...(seconds === undefined ? {} : { took: durationText(seconds) }),
    ...(error ? { error: error.message } : {}),
    ...(model === undefined ? {} : { model }),
  };
}

function runDetail(record: RunRecord, now: number): string {
  const place = record.target === 'local' ? 'here' : 'on SageMaker';
  const names = (record.outputs ?? []).map(({ name }) => name).join(', ');
  return `${agoText(record.started, now)}, ${place} · ${names}`;
}

/** `s3://lake/models/` of `s3://lake/models/<run>/output/model.tar.gz`. */
function placeOf(model: string | undefined): string | undefined {
  return model === undefined ? undefined : /^(s3:\/\/.+\/)[^/]+\/output\/[^/]+$/.exec(model)?.[1];
}

function distinct(values: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(values.filter((value) => value !== undefined))].slice(0, 8);
}
