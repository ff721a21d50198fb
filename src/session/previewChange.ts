import type { PreviewState } from '../shared/contracts/workbenchState.ts';
import { decodePage } from '../shared/arrow/decodePage.ts';
import { isCancelled } from '../shared/errors.ts';
import type { CallOptions } from '../shared/rpc/contract.ts';
import { commonColumns, compareRows, retyped } from '../core/recipe/compareRows.ts';
import type { FlowStep } from '../core/recipe/flow.ts';
import { paramHints } from '../core/recipe/paramHints.ts';
import type { DocumentState } from './documentState.ts';
import type { JoinMatches } from './joinMatches.ts';
import type { ShownChange } from './shownChange.ts';
import { matchRows } from './matchRows.ts';
import { requireModel } from './requireModel.ts';
import { countUpTo, lastEnabled } from './sessionModel.ts';
import { chainOf } from './shownRows.ts';
import type { RowsAfter } from './shownRows.ts';
import { unasked } from './transfers/purpose.ts';
import type { TriedChange } from './triedChange.ts';

/** Rows that are compared cell by cell. */
const COMPARED = 10_000;

/** A change that can be shown, and what is found out while it is. */
export interface PreparedPreview {
  readonly shown: ShownChange;
  /** Counts the rows before and after, and tells them. */
  readonly background: (signal: AbortSignal) => void;
}

/** What a tried change does to the table: the one after its step, or the last one. */
export async function previewChange(
  document: DocumentState,
  tried: TriedChange,
  matches: JoinMatches,
  call: CallOptions,
): Promise<PreparedPreview> {
  const { before, after, step } = rowsOf(document, tried);
  const [old, now] = [chainOf(before), chainOf(after)];
  const aligned =
    step !== undefined && step.operation.rows === 'same' && step.operation.order === 'keeps';
  const found = aligned ? await compared(document, before, after, step, call) : undefined;
  const names = (schema: typeof old.schema): readonly string[] => schema.map(({ name }) => name);
  const state: PreviewState = {
    edit: tried.edit,
    step: tried.step ?? '',
    added: names(now.schema).filter((name) => !names(old.schema).includes(name)),
    removed: names(old.schema).filter((name) => !names(now.schema).includes(name)),
    changed: found?.changed ?? (step ? retyped(old.schema, now.schema) : []),
    rows: undefined,
    cells: found?.cells,
    aligned,
    canShowRemoved:
      step !== undefined && step.operation.rows === 'fewer' && step.operation.identity === 'keeps',
  };
  return {
    shown: { model: tried.model, before, after, state },
    background: (signal) => {
      if (step?.operation.joins) void matchRows(document, matches, false, [signal]);
      else void countRows(document, before, after, signal);
    },
  };
}

/** The rows that are compared, and the step that makes the difference, where it is one step. */
function rowsOf(
  document: DocumentState,
  { edit, step, model }: TriedChange,
): { readonly before: RowsAfter; readonly after: RowsAfter; readonly step: FlowStep | undefined } {
  const position = model.flow.steps.findIndex((one) => one.step.id === step);
  const own =
    edit.kind === 'add-step' ||
    edit.kind === 'set-params' ||
    (edit.kind === 'set-enabled' && edit.enabled);
  if (own && position >= 0) {
    return {
      before: document.rowsAfter(model, position),
      after: document.rowsAfter(model, position + 1),
      step: model.flow.steps[position],
    };
  }
  const old = requireModel(document);
  const before = document.rowsAfter(old, countUpTo(old, lastEnabled(old.recipe)));
  // Another source is not open yet: its rows are seen once the change is made.
  const isOther = edit.kind === 'set-source' || edit.kind === 'use-data';
  if (isOther) return { before, after: before, step: undefined };
  const after = document.rowsAfter(model, countUpTo(model, lastEnabled(model.recipe)));
  return { before, after, step: undefined };
}

/** Which columns differ among the first rows, and in how many cells. */
async function compared(
  document: DocumentState,
  before: RowsAfter,
  after: RowsAfter,
  step: FlowStep,
  call: CallOptions,
): Promise<{ changed: readonly string[]; cells: { count: number; of: number } }> {
  const [old, now] = [chainOf(before), chainOf(after)];
  const common = commonColumns(old.schema, now.schema);
  const query = { sql: compareRows(old, now, common, COMPARED) };
  const page = await document.data.run('rows', { query, limit: 1 }, call);
  const [of = 0, ...counts] = (decodePage(page.arrow).rows[0] ?? []).map(Number);
  const differ = common.filter((_name, index) => (counts[index] ?? 0) > 0);
  const others = retyped(old.schema, now.schema);
  // What the step is about may differ further down, where nobody has looked.
  const named = of < COMPARED ? [] : namedColumns(step);
  const changed = common.filter(
    (name) => differ.includes(name) || others.includes(name) || named.includes(name),
  );
  return { changed, cells: { count: counts.reduce((sum, count) => sum + count, 0), of } };
}

/** The columns that a step's params say it writes. */
function namedColumns({ operation, step }: FlowStep): readonly string[] {
  const hints = paramHints(operation);
  const { params } = step;
  if (params === null || typeof params !== 'object') return [];
  return Object.entries(params).flatMap(([key, value]): readonly string[] => {
    const hint = hints.get(key);
    if (hint !== 'columns' && hint !== 'new-column') return [];
    if (typeof value === 'string') return [value];
    return Array.isArray(value) ? value.map(String) : [];
  });
}

async function countRows(
  document: DocumentState,
  before: RowsAfter,
  after: RowsAfter,
  signal: AbortSignal,
): Promise<void> {
  const { counts, sources, activities } = document;
  const { snapshot } = sources;
  try {
    const rows = await activities.run(
      unasked('Counting rows'),
      [signal, document.over.signal],
      async (call) => ({
        before: await counts.count(before, snapshot, call),
        after: await counts.count(after, snapshot, call),
      }),
    );
    const { preview } = document;
    if (!signal.aborted && preview) document.updatePreview({ ...preview.state, rows });
  } catch (error) {
    // The figure stays away; rows that cannot be read say why where they are asked for.
    if (isCancelled(error)) return;
  }
}
