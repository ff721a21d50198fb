import { getLocation, getNodeValue, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { ParseError } from 'jsonc-parser';
import type { TrainFields, TrainFormState } from '../../shared/contracts/trainForm.ts';

/** A training document's text as the form's fields, or the place where it is no JSON. */
export type ReadTrainText =
  | { readonly fields: TrainFields; readonly value: object }
  | { readonly problem: NonNullable<TrainFormState['textProblem']> };

/** Reads the fields as leniently as possible: what does not fit is shown as it is, to be mended. */
export function readTrainText(text: string): ReadTrainText {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: false, disallowComments: true });
  const [error] = errors;
  if (error || tree?.type !== 'object') {
    const offset = error?.offset ?? 0;
    const line = text.slice(0, offset).split('\n').length;
    const path = getLocation(text, offset).path.join('.');
    const reason = error ? wordsOf(printParseErrorCode(error.error)) : 'it is no JSON object';
    const where = path === '' ? '' : `, at “${path}”`;
    return { problem: { message: `The text cannot be read: ${reason}${where}.`, line } };
  }
  const value: unknown = getNodeValue(tree);
  if (typeof value !== 'object' || value === null) {
    return { problem: { message: 'The text cannot be read: it is no JSON object.', line: 1 } };
  }
  const of = new Map<string, unknown>(Object.entries(value));
  const minutes = Number(of.get('maxSeconds') ?? 3600) / 60;
  return {
    value,
    fields: {
      input: inputOf(of.get('input')),
      algorithm: textOf(of.get('algorithm')),
      version: textOf(of.get('version')),
      hyperparameters: entriesOf(of.get('hyperparameters')).map(([name, entry]) => ({
        name,
        value: textOf(entry),
      })),
      role: textOf(of.get('role')),
      instance: textOf(of.get('instance') ?? 'ml.m5.xlarge'),
      volumeGb: textOf(of.get('volumeGb') ?? 30),
      maxMinutes: Number.isFinite(minutes)
        ? String(Math.round(minutes * 100) / 100)
        : textOf(of.get('maxSeconds')),
      output: textOf(of.get('output')),
    },
  };
}

function inputOf(value: unknown): TrainFields['input'] {
  const of = new Map<string, unknown>(entriesOf(value));
  if (of.has('train') || of.has('validation')) {
    return {
      kind: 'folders',
      train: textOf(of.get('train')),
      validation: textOf(of.get('validation')),
    };
  }
  return { kind: 'run', run: textOf(of.get('run')) };
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `CommaExpected` as words. */
function wordsOf(code: string): string {
  const words = code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return /expected$/.test(words) ? `a ${words.replace(/ expected$/, '')} is missing` : words;
}
