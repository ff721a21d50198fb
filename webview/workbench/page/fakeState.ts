import type { PreviewState, WorkbenchState } from '../../../src/shared/contracts/workbenchState.ts';
import type { RecipeEdit } from '../../../src/shared/recipeEdit.ts';
import { fakeColumns } from './fakeColumns.ts';
import { fakeQuestion } from './fakeTransfer.ts';
import { fakeRecipe } from './fakeRecipe.ts';
import { fakeTextSource } from './fakeReading.ts';
import type { Mode } from './mode.ts';

const preview: Omit<PreviewState, 'edit'> = {
  step: 'e5',
  added: ['late', 'hour'],
  removed: ['gate'],
  changed: ['tail_number'],
  rows: { before: 2_999_921, after: 2_996_819 },
  cells: { count: 1214, of: 50_000 },
  aligned: true,
  canShowRemoved: true,
};

const cost =
  'less than $0.01 for requests; about $0.01 for transfer unless this machine runs in eu-west-1';

/** The state of a mode. */
export function fakeState(
  mode: Mode,
  revision: number,
  previewing: RecipeEdit | undefined,
): WorkbenchState {
  const { what, kind } = mode;
  const schema = fakeColumns(mode).map(({ name, type }) => ({ name, type }));
  const isBroken = what === 'textProblem';
  return {
    kind,
    revision,
    title: kind === 'data' ? 'flights' : 'late-arrivals.sluice.json',
    trusted: what !== 'untrusted',
    source: {
      uri: 's3://lake/flights/year=2001/month=01/a-folder-with-a-long-name/part-0001.parquet',
      format: 'parquet',
      files: 12,
      bytes: 128_000_000,
      snapshot: 'sha256:9f3c21',
      moved: 4_100_000,
      elsewhere: { bytes: 123_900_000, objects: 12, requests: 36, cost },
      remote: { requests: 27, listings: 1, cost, quiet: mode.what === 'question' },
      notes: ['Two columns were named “carrier”; the second is carrier_2 here.'],
      options: {},
      asked: {},
      ...(what === 'text' ? fakeTextSource : {}),
    },
    question: fakeQuestion,
    ...(what === 'text' ? { changed: { what: 'changed', names: ['flights-2001.csv'] } } : {}),
    table:
      isBroken || what === 'error'
        ? undefined
        : {
            key: previewing ? 'preview' : 'plain',
            schema,
            step: kind === 'data' ? null : 'e5',
            preview: previewing ? { ...preview, edit: previewing } : undefined,
          },
    recipe: isBroken ? undefined : fakeRecipe(kind, schema),
    textProblem: isBroken
      ? {
          message: 'A comma is missing between two members.',
          hint: 'Put a comma after the line before.',
          line: 7,
          column: 5,
          lines: [
            { number: 4, text: '  "parameters": [],' },
            { number: 5, text: '  "sources": {' },
            { number: 6, text: '    "main": { "uri": "s3://lake/flights/" }' },
            { number: 7, text: '    "users": { "uri": "../users.csv" }' },
            { number: 8, text: '  },' },
            { number: 9, text: '  "steps": [],' },
          ],
        }
      : undefined,
    problem:
      what === 'error'
        ? {
            code: 'forbidden',
            message: 'The bucket “lake” may not be read with these credentials.',
            hint: 'Select another profile, or ask for s3:GetObject on s3://lake/flights/.',
            detail:
              'AccessDenied: User is not authorized to perform: s3:ListBucket\n    at request 7F3A',
          }
        : undefined,
  };
}
