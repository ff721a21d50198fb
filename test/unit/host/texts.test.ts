import { describe, expect, it } from 'vitest';
import { editorError } from '../../../src/session/runs/editorError.ts';
import { outputEdits } from '../../../src/session/runs/outputEdits.ts';
import { runLabel } from '../../../src/session/runs/runLabel.ts';
import { agoText, byteText, durationText, metricText } from '../../../src/session/runs/texts.ts';
import { newTraining } from '../../../src/session/runs/newTraining.ts';
import { trainEdits } from '../../../src/session/runs/trainEdits.ts';
import { readTrainText } from '../../../src/session/runs/trainFields.ts';
import { trainState } from '../../../src/session/runs/trainState.ts';
import { isDataFile, parentFolder, s3Address } from '../../../src/session/s3/s3Address.ts';
import { withRecent } from '../../../src/session/s3/recentAddresses.ts';
import type { RunRecord } from '../../../src/jobs/runRecord.ts';
import type { TrainEdit } from '../../../src/shared/contracts/trainForm.ts';
import type { TextEdit } from '../../../src/shared/recipeEdit.ts';
import { AppError } from '../../../src/shared/errors.ts';

const applied = (text: string, edits: readonly TextEdit[]): string =>
  [...edits]
    .sort((a, b) => b.offset - a.offset)
    .reduce(
      (now, { offset, length, text: put }) =>
        now.slice(0, offset) + put + now.slice(offset + length),
      text,
    );

describe('words for figures', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 KB'],
    [128_400_000, '128 MB'],
    [999_600, '1.0 MB'],
    [3_250_000_000_000_000, '3250 TB'],
  ])('%d bytes', (bytes, text) => expect(byteText(bytes)).toBe(text));

  it.each([
    [0.44, '0.4 s'],
    [42.2, '42 s'],
    [185, '3 min 5 s'],
    [1800, '30 min'],
    [7800, '2 h 10 min'],
  ])('%d seconds', (seconds, text) => expect(durationText(seconds)).toBe(text));

  it.each([
    [0, 'just now'],
    [5, '5 min ago'],
    [200, '3 h ago'],
    [1500, 'yesterday'],
    [17_280, '12 days ago'],
  ])('%d minutes ago', (minutes, text) => {
    const now = Date.parse('2026-11-20T12:00:00Z');
    expect(agoText(new Date(now - minutes * 60_000).toISOString(), now)).toBe(text);
  });

  it('metrics with four digits', () => {
    expect([0.87312345, 12.5, 1e-7].map(metricText)).toEqual(['0.8731', '12.5', '1e-7']);
  });
});

describe('addresses', () => {
  it.each([
    ['s3://lake/a b/ü.csv', { bucket: 'lake', key: 'a b/ü.csv' }],
    ['  s3://lake  ', { bucket: 'lake', key: '' }],
    ['s3a://lake/x/', { bucket: 'lake', key: 'x/' }],
    [
      's3://lake/x.csv?versionId=3sL4kqtJlcpXroDTDmJ.rmSpXd_dIbrHY',
      { bucket: 'lake', key: 'x.csv', versionId: '3sL4kqtJlcpXroDTDmJ.rmSpXd_dIbrHY' },
    ],
    [
      's3://arn:aws:s3:eu-west-1:123456789012:accesspoint/trips/x.csv',
      { bucket: 'arn:aws:s3:eu-west-1:123456789012:accesspoint:trips', key: 'x.csv' },
    ],
    ['lake/x', undefined],
    ['s3://', undefined],
  ])('%s', (text, place) => expect(s3Address(text)).toEqual(place));

  it('knows the folder above', () => {
    expect(['s3://lake/a/b/', 's3://lake/a/b.csv', 's3://lake/'].map(parentFolder)).toEqual([
      ...['s3://lake/a/', 's3://lake/a/', 's3://'],
    ]);
  });

  it('knows data by its name', () => {
    const names = ['a.parquet', 'b.CSV', 'c.csv.gz', 'd.ndjson', 'e.txt', 'csv', 'f.parquet.gz'];
    expect(names.map(isDataFile)).toEqual([true, true, true, true, false, false, false]);
  });

  it('remembers ten, the newest first, each once', () => {
    const ten = Array.from({ length: 10 }, (_, at) => `s3://${String(at)}`);
    expect(withRecent(ten, 's3://3').slice(0, 4)).toEqual(['s3://3', 's3://0', 's3://1', 's3://2']);
    expect(withRecent(ten, 's3://new')).toHaveLength(10);
  });
});

describe('errors in the editor', () => {
  it.each([
    ['stale', 'Run again with --refit to learn them anew.', 'Learn them again, then run.'],
    ['python', 'Leave out --python and SLUICE_PYTHON.', /sluice\.python/],
    ['credentials', 'Set AWS_PROFILE to a profile.', /Select AWS Profile/],
    ['credentials', 'Run `aws sso login` and try again.', 'Run `aws sso login` and try again.'],
    ['job-failed', 'Read its log: sluice jobs logs x.', /Runs view/],
    ['disk-full', 'Free some space.', 'Free some space.'],
  ] as const)('%s: %s', (code, hint, told) => {
    const { hint: said, message } = editorError(new AppError(code, 'It went wrong.', { hint }));
    expect(message).toBe('It went wrong.');
    if (typeof told === 'string') expect(said).toBe(told);
    else expect(said).toMatch(told);
    expect(said).not.toMatch(/--|SLUICE_|AWS_/);
  });
});

const record = (change: Partial<RunRecord> = {}): RunRecord => ({
  ...{ sluiceRecord: 1, name: 'late-flights-20261120-100000-abcd', kind: 'run', target: 'local' },
  ...{ state: 'completed', started: '2026-11-20T10:00:00Z', seconds: 65, directory: '/r' },
  ...change,
});

describe('a run in the list', () => {
  const now = Date.parse('2026-11-20T10:02:00Z');
  it.each<[string, Partial<RunRecord>, string, string, string]>([
    ['completed', {}, '1 min 5 s · here', 'pass', 'sluice.run.ended'],
    [
      'running on SageMaker',
      { state: 'running', target: 'sagemaker' },
      ...(['2 min · running · SageMaker', 'loading~spin', 'sluice.run.running'] as const),
    ],
    [
      'a training',
      { kind: 'train', metric: { name: 'validation-auc', value: 0.8731234 } },
      ...(['validation-auc 0.8731 · 1 min 5 s · here', 'pass', 'sluice.run.ended'] as const),
    ],
    ['failed', { state: 'failed' }, '1 min 5 s · failed · here', 'error', 'sluice.run.ended'],
  ])('%s', (_what, change, description, icon, context) => {
    const label = runLabel(record(change), now);
    expect(label).toMatchObject({ description, icon, context });
    expect(label.title).toMatch(/^late-flights {2}\d\d-\d\d \d\d:\d\d$/);
  });
});

const text = `{
    "sluiceTrain": 1,
    "input": { "run": "latest" },
    "hyperparameters": {
        "num_round": 100,
        "eta": 0.3
    },
    "maxSeconds": 3600
}
`;

describe('edits of a training document', () => {
  it.each<[string, TrainEdit, string, string]>([
    [
      'a hyperparameter',
      { kind: 'hyperparameter', name: 'num_round', value: '20' },
      ...(['"num_round": 100', '"num_round": 20'] as const),
    ],
    [
      'a text that only looks like a number',
      { kind: 'hyperparameter', name: 'eta', value: '0.30' },
      ...(['"eta": 0.3', '"eta": "0.30"'] as const),
    ],
    [
      'one that is taken out',
      { kind: 'hyperparameter', name: 'eta', value: undefined },
      ...(['100,\n        "eta": 0.3', '100'] as const),
    ],
    [
      'minutes',
      { kind: 'field', field: 'maxMinutes', value: '1.5' },
      ...(['"maxSeconds": 3600', '"maxSeconds": 90'] as const),
    ],
  ])('%s: nothing else changes', (_what, edit, before, after) => {
    expect(applied(text, trainEdits(text, edit))).toBe(text.replace(before, after));
  });

  it('folders replace a run; an empty field takes its key out', () => {
    const input = { kind: 'folders', train: 's3://lake/t/', validation: '' } as const;
    const folders = applied(text, trainEdits(text, { kind: 'input', input }));
    expect(readTrainText(folders)).toMatchObject({ fields: { input } });
    const role = { kind: 'field', field: 'role', value: 'arn' } as const;
    const given = applied(text, trainEdits(text, role));
    expect(readTrainText(given)).toMatchObject({ fields: { role: 'arn' } });
    expect(applied(given, trainEdits(given, { ...role, value: '' }))).toBe(text);
  });
});

const training = newTraining([]);
const state = (content: string, records: readonly RunRecord[] = []) =>
  trainState({
    ...{ text: content, path: '/w/late.train.json', trusted: true, records, busy: undefined },
    now: 0,
  });
const trainable = record({ outputs: [{ name: 'train', uri: 'file:///w/train/' }] });

describe('the training form', () => {
  it('is ready for here as soon as there is a run to train on', () => {
    expect(state(training).problems).toEqual([
      {
        field: 'input',
        message: 'There is no completed run with an output named train yet. Run a recipe first.',
      },
    ]);
    const ready = state(training, [trainable]);
    expect([ready.problems, ready.blockedHere]).toEqual([[], undefined]);
    expect(ready.blockedThere).toBe('A job on SageMaker needs an execution role.');
  });

  it.each([
    ['"num_round": 100', '"num_round": 0', 'hyperparameters.num_round', /at least 1/],
    ['"num_round": 100', '"num_rounds": 100', 'hyperparameters.num_rounds', /num_round\?/],
    ['"eval_metric": "auc"', '"eval_metric": "mape2"', 'hyperparameters.eval_metric', /mape2/],
    ['"version": "3.2-0"', '"version": "new"', 'version', /no version/i],
    ['"volumeGb": 30', '"volumeGb": 1.5', 'volumeGb', /whole number/],
    ['"latest"', '"nobody"', 'input', /nobody is no completed run/],
    ['"sluiceTrain": 1', '"sluiceTrain": 1, "colour": 2', 'text', /“colour”/],
  ])('%s → %s is told at its field', (before, after, field, message) => {
    const broken = state(training.replace(before, after), [trainable]);
    const told = broken.problems.find((problem) => problem.field === field);
    expect(told?.message).toMatch(message);
    expect(broken.blockedHere).toBe('Something is wrong in the form.');
  });

  it('says the line where the text is broken', () => {
    const broken = state(training.replace('"algorithm": "xgboost",', '"algorithm" "xgboost",'));
    expect(broken.fields).toBeUndefined();
    expect(broken.textProblem?.line).toBe(6);
    expect(broken.textProblem?.message).toMatch(/a colon is missing/);
  });

  it('what only SageMaker can do is blocked here', () => {
    const there = training.replace('"eval_metric": "auc"', '"eval_metric": "f1"');
    expect(state(there, [trainable]).blockedHere).toMatch(/f1 exists on SageMaker only/);
    expect(state(training.replace('3.2-0', '1.7-1'), [trainable]).blockedHere).toMatch(/1\.7/);
  });

  it('is prefilled from what ran before', () => {
    const job = { kind: 'training', name: 'a', role: 'arn:aws:iam::1:role/r' } as const;
    const model = 's3://lake/models/a/output/model.tar.gz';
    const given: unknown = JSON.parse(newTraining([record({ kind: 'train', job, model })]));
    expect(given).toMatchObject({ role: job.role, output: 's3://lake/models/' });
  });
});

describe('addresses of outputs', () => {
  it('are put where they differ, and nothing else changes', () => {
    const recipe = '{"outputs": [{"name": "a", "uri": "s3://x/"}, {"name":"b","uri":"s3://y/"}]}';
    expect(outputEdits(recipe, { a: 's3://x/', b: ' s3://y/ ', c: 's3://z/' })).toEqual([]);
    const changed = applied(recipe, outputEdits(recipe, { b: 's3://new/' }));
    expect(changed).toBe(recipe.replace('s3://y/', 's3://new/'));
    expect(outputEdits('{"outputs": 3', { a: 'x' })).toEqual([]);
  });
});
