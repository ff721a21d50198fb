import { conditionTests } from '../../../src/shared/condition.ts';
import type { Condition } from '../../../src/shared/condition.ts';
import type { Reading, SortKey, View } from '../../../src/shared/contracts/workbench.ts';
import type { ProfileMode } from '../../../src/shared/contracts/workbenchState.ts';
import type { Target } from '../../../src/shared/json.ts';
import type { GridLayout, GridPosition } from '../../grid/gridTypes.ts';

/** The tabs of the panel on the right, in their order. */
export const detailsTabs = ['column', 'insights', 'dataset', 'code'] as const;

/** A tab of the panel on the right. */
export type DetailsTab = (typeof detailsTabs)[number];

/** What a person arranged: kept while the webview is hidden or reloaded. */
export interface UiState {
  readonly layout: GridLayout;
  readonly view: View;
  /** How a viewer's data are read, where a person said so. */
  readonly reading: Reading | undefined;
  /** Where the person is in the table; undefined at its beginning. */
  readonly position: GridPosition | undefined;
  /** The chosen column. */
  readonly column: string | undefined;
  readonly target: Target;
  /** Until a person opened or closed it, the recipe's panel is open in recipes only. */
  readonly recipe: { readonly open: boolean | undefined; readonly width: number };
  readonly details: { readonly open: boolean; readonly width: number; readonly tab: DetailsTab };
  readonly value: { readonly open: boolean; readonly height: number };
  /** Parts of the panels that are folded away. */
  readonly folded: readonly string[];
  /** `mode` is the setting's until a person chose one here; `columns` are those of `chosen`. */
  readonly profile: {
    readonly mode: ProfileMode | undefined;
    readonly columns: readonly string[];
  };
  readonly insights: {
    /** Findings by id that a person wants to see no more. */
    readonly dismissed: readonly string[];
    /** The column that is to be predicted. */
    readonly target: string | undefined;
  };
}

/** A view that shows all rows as they come. */
export const noView: View = { filters: [], sort: [], find: '' };

/** Nothing arranged yet. */
export const initialUi: UiState = {
  layout: { widths: {}, order: [], pinned: [], hidden: [] },
  view: noView,
  reading: undefined,
  position: undefined,
  column: undefined,
  target: 'pandas',
  recipe: { open: undefined, width: 268 },
  details: { open: true, width: 330, tab: 'column' },
  value: { open: false, height: 180 },
  folded: [],
  profile: { mode: undefined, columns: [] },
  insights: { dismissed: [], target: undefined },
};

const modes: readonly string[] = ['estimate', 'exact', 'chosen'] satisfies ProfileMode[];
const targets: readonly string[] = ['duckdb', 'pandas', 'polars', 'pyspark'] satisfies Target[];

/** What was kept, as far as it can be understood: it may come from another version. */
export function readUiState(saved: unknown): UiState {
  const from = record(saved);
  const layout = record(from['layout']);
  const view = record(from['view']);
  const recipe = record(from['recipe']);
  const details = record(from['details']);
  const value = record(from['value']);
  const profile = record(from['profile']);
  const insights = record(from['insights']);
  const { target, column } = from;
  return {
    layout: {
      widths: Object.fromEntries(Object.entries(record(layout['widths'])).filter(isWidth)),
      order: texts(layout['order']),
      pinned: texts(layout['pinned']),
      hidden: texts(layout['hidden']),
    },
    view: {
      filters: list(view['filters']).filter(isCondition),
      sort: list(view['sort']).filter(isSortKey),
      find: typeof view['find'] === 'string' ? view['find'] : '',
    },
    reading: reading(from['reading']),
    position: position(from['position']),
    column: typeof column === 'string' ? column : undefined,
    // SAFETY: it is one of the list, which holds targets only.
    target: typeof target === 'string' && targets.includes(target) ? (target as Target) : 'pandas',
    recipe: {
      open: typeof recipe['open'] === 'boolean' ? recipe['open'] : undefined,
      width: size(recipe['width'], 268),
    },
    details: {
      open: details['open'] !== false,
      width: size(details['width'], 330),
      tab: detailsTabs.find((tab) => tab === details['tab']) ?? 'column',
    },
    value: { open: value['open'] === true, height: size(value['height'], 180) },
    folded: texts(from['folded']),
    profile: { mode: mode(profile['mode']), columns: texts(profile['columns']) },
    insights: {
      dismissed: texts(insights['dismissed']),
      target: typeof insights['target'] === 'string' ? insights['target'] : undefined,
    },
  };
}

function mode(value: unknown): ProfileMode | undefined {
  // SAFETY: it is one of the list, which holds modes only.
  return typeof value === 'string' && modes.includes(value) ? (value as ProfileMode) : undefined;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  // SAFETY: an object's own properties are all that is asked of it.
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function texts(value: unknown): readonly string[] {
  return list(value).filter((item) => typeof item === 'string');
}

function reading(value: unknown): Reading | undefined {
  const { source, options, types } = record(value);
  if (typeof source !== 'string') return undefined;
  const kept = Object.entries(record(options)).filter(([, option]) => isOption(option));
  return { source, options: Object.fromEntries(kept), types: list(types).filter(isTyped) };
}

/** Whether an option means something is found out by those who read. */
function isOption(value: unknown): boolean {
  const isList = Array.isArray(value) && value.every((item) => typeof item === 'string');
  return isList || ['string', 'number', 'boolean'].includes(typeof value);
}

function isTyped(value: unknown): value is Reading['types'][number] {
  const { name, type } = record(value);
  return typeof name === 'string' && typeof type === 'string';
}

function position(value: unknown): GridPosition | undefined {
  const { top, left, row, column } = record(value);
  const isCount = (one: unknown): one is number => typeof one === 'number' && one >= 0;
  if (!isCount(top) || !isCount(left) || !isCount(row) || !isCount(column)) return undefined;
  return { top, left, row, column };
}

function size(value: unknown, otherwise: number): number {
  return typeof value === 'number' && value >= 80 && value <= 4000 ? value : otherwise;
}

function isWidth(entry: [string, unknown]): entry is [string, number] {
  return typeof entry[1] === 'number' && Number.isFinite(entry[1]);
}

function isCondition(value: unknown): value is Condition {
  const { column, is, all, any, not, expression } = record(value);
  const tests: readonly unknown[] = conditionTests;
  if (typeof column === 'string') return tests.includes(is);
  if (not !== undefined) return isCondition(not);
  const parts: unknown = all ?? any;
  if (Array.isArray(parts)) return parts.length > 0 && parts.every(isCondition);
  return typeof expression === 'string';
}

function isSortKey(value: unknown): value is SortKey {
  const { column, descending } = record(value);
  return typeof column === 'string' && typeof descending === 'boolean';
}
