import { useRef } from 'react';
import type { ReactNode } from 'react';
import type { Schema } from '../../../src/shared/columnType.ts';
import type { Condition } from '../../../src/shared/condition.ts';
import { integer } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { ColumnPick } from '../menu/ColumnPick.tsx';
import { useAction, useStore, useWorkbench } from '../state/context.ts';
import type { Filtering } from '../state/snapshot.ts';
import { noView } from '../state/uiState.ts';
import { isNarrowed } from '../table/narrowed.ts';
import { useOpenTable, useTableFacts } from '../table/tableContext.ts';
import { draftOf, newDraft } from './filterDraft.ts';
import type { FilterDraft } from './filterDraft.ts';
import { FilterEditor } from './FilterEditor.tsx';
import { conditionText } from './conditionText.ts';
import { filterWords, isColumnTest } from './filterWords.ts';
import type { ColumnTest } from './filterWords.ts';
import { FindBox } from './FindBox.tsx';
import './filterBar.css';

const noColumns: Schema = [];

/** The view on the table: filters and sort as chips, rows that match, and the box to find by. */
export function FilterBar(): ReactNode {
  const store = useStore();
  const view = useWorkbench((snapshot) => snapshot.ui.view);
  const schema = useWorkbench((snapshot) => snapshot.state?.table?.schema) ?? noColumns;
  const add = useRef<HTMLButtonElement>(null);
  const editing = useWorkbench((snapshot) => snapshot.filtering);
  const names = new Set(schema.map(({ name }) => name));

  const startNew = (): void => {
    const anchor = add.current?.getBoundingClientRect();
    if (anchor) store.startFilter({ anchor, index: undefined, column: undefined });
  };
  useAction((action) => {
    if (action === 'filter') startNew();
    if (action === 'resetView') store.setUi({ view: noView });
  });
  const change = (filters: readonly Condition[]): void => {
    store.setUi({ view: { ...view, filters } });
  };
  const done = (filter: ColumnTest): void => {
    const index = editing?.index;
    change(
      index === undefined
        ? [...view.filters, filter]
        : view.filters.map((one, at) => (at === index ? filter : one)),
    );
  };
  const close = (): void => {
    store.startFilter(undefined);
  };
  const draft = editing && startingDraft(editing, view.filters, schema);
  return (
    <section className="filter-bar" aria-label="Filters" data-panel="filters">
      <div className="filter-chips">
        {view.filters.map((filter, index) =>
          isColumnTest(filter) ? (
            <span key={`${index} ${JSON.stringify(filter)}`} className="filter-part">
              {index > 0 ? <span className="filter-and">and</span> : null}
              <span className={`view-chip${names.has(filter.column) ? '' : ' is-unused'}`}>
                <button
                  type="button"
                  className="view-chip-body"
                  title={
                    names.has(filter.column)
                      ? `Edit filter: ${filter.column} ${filterWords(filter)}`
                      : `This table has no column ${filter.column}, so the filter does nothing here.`
                  }
                  onClick={({ currentTarget }) => {
                    const anchor = currentTarget.getBoundingClientRect();
                    store.startFilter({ anchor, index, column: filter.column });
                  }}
                >
                  <b>{filter.column}</b> {filterWords(filter)}
                </button>
                <IconButton
                  icon="close"
                  label={`Remove filter on ${filter.column}`}
                  onClick={() => {
                    change(view.filters.filter((_, at) => at !== index));
                  }}
                />
              </span>
            </span>
          ) : (
            <span key={`${index} ${JSON.stringify(filter)}`} className="filter-part">
              {index > 0 ? <span className="filter-and">and</span> : null}
              <span className="view-chip">
                <span className="view-chip-body is-still" title={conditionText(filter)}>
                  {conditionText(filter)}
                </span>
                <IconButton
                  icon="close"
                  label={`Remove filter: ${conditionText(filter)}`}
                  onClick={() => {
                    change(view.filters.filter((_, at) => at !== index));
                  }}
                />
              </span>
            </span>
          ),
        )}
        <button ref={add} type="button" className="filter-add" onClick={startNew}>
          <Icon name="add" />
          Filter
        </button>
        <SortChips />
      </div>
      <Matching />
      <FindBox />
      {editing && draft ? (
        <FilterEditor
          key={`${String(editing.index)} ${draft.column}`}
          anchor={editing.anchor}
          schema={schema}
          start={draft}
          exists={editing.index !== undefined}
          onDone={done}
          onOtherColumn={() => {
            store.startFilter({ ...editing, column: undefined });
          }}
          onClose={close}
        />
      ) : null}
      {editing && !draft ? (
        <ColumnPick
          label="Filter by column"
          placeholder="Type the name of a column to filter by"
          onPick={(column) => {
            store.startFilter({ ...editing, column });
          }}
          onClose={close}
        />
      ) : null}
    </section>
  );
}

/** What the form of a filter begins with; undefined as long as there is no column. */
function startingDraft(
  { index, column }: Filtering,
  filters: readonly Condition[],
  schema: Schema,
): FilterDraft | undefined {
  const old = index === undefined ? undefined : filters[index];
  if (old && isColumnTest(old) && old.column === column) return draftOf(old);
  const found = schema.find(({ name }) => name === column);
  return found && newDraft(found.name, found.type);
}

function SortChips(): ReactNode {
  const store = useStore();
  const view = useWorkbench((snapshot) => snapshot.ui.view);
  if (view.sort.length === 0) return null;
  const words = view.sort.map(({ column, descending }) => `${column} ${descending ? '↓' : '↑'}`);
  return (
    <span className="view-chip">
      <span className="view-chip-body is-still" title={`Sorted by ${words.join(', then ')}`}>
        Sorted by <b>{words.join(', ')}</b>
      </span>
      <IconButton
        icon="close"
        label="Remove sort"
        onClick={() => {
          store.setUi({ view: { ...view, sort: [] } });
        }}
      />
    </span>
  );
}

function Matching(): ReactNode {
  const facts = useTableFacts();
  const open = useOpenTable();
  if (!facts || !open || !isNarrowed(open.view)) return null;
  const { all, matching } = facts.rows;
  const words = `${matching === undefined ? '…' : integer(matching)} of ${all === undefined ? '…' : integer(all)} rows`;
  return (
    <span className="filter-matching" role="status">
      {words}
    </span>
  );
}
