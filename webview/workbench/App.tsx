import { useEffect, useState } from 'react';
import type { ComponentType, ReactNode } from 'react';
import type { WorkbenchAction } from '../../src/shared/contracts/workbench.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Splitter } from '../ui/Splitter.tsx';
import { FilterBar } from './filter/FilterBar.tsx';
import { Banners } from './layout/Banners.tsx';
import { DetailsPanel } from './layout/DetailsPanel.tsx';
import { focusPanel, rememberFocus } from './layout/panels.ts';
import { TextProblemScreen } from './layout/TextProblemScreen.tsx';
import { useNarrow } from './layout/useNarrow.ts';
import { ValueViewer } from './layout/ValueViewer.tsx';
import { noOptions } from './options/noOptions.ts';
import { readable } from './options/readable.ts';
import { ReadingPanel } from './options/ReadingPanel.tsx';
import { OtherDataPanel } from './other/OtherDataPanel.tsx';
import { useAction, useStore, useWorkbench } from './state/context.ts';
import type { DetailsTab } from './state/uiState.ts';
import { TopLine } from './status/TopLine.tsx';
import { TableArea } from './table/TableArea.tsx';
import './app.css';

interface AppProps {
  readonly Recipe: ComponentType;
  readonly Preview: ComponentType;
  readonly Code: ComponentType;
}

/** Actions that open a tab of the details. */
const tabOf: Partial<Record<WorkbenchAction, DetailsTab>> = {
  showCode: 'code',
  showInsights: 'insights',
  showDataset: 'dataset',
};

/** The workbench: what is open, the recipe, the table, and the details of a column. */
export function App({ Recipe, Preview, Code }: AppProps): ReactNode {
  const store = useStore();
  const state = useWorkbench((snapshot) => snapshot.state);
  const ui = useWorkbench((snapshot) => snapshot.ui);
  const openCell = useWorkbench((snapshot) => snapshot.openCell);
  const reading = useWorkbench((snapshot) => snapshot.reading);
  const other = useWorkbench((snapshot) => snapshot.other);
  const narrow = useNarrow();
  const { recipe, details } = ui;
  // Where panels lie over the table, at most one is open, and none at first.
  const [over, setOver] = useState<'recipe' | 'details'>();
  const recipeOpen = narrow ? over === 'recipe' : (recipe.open ?? state?.kind !== 'data');
  const detailsOpen = narrow ? over === 'details' : details.open;
  const showRecipe = (open: boolean): void => {
    if (narrow) setOver(open ? 'recipe' : undefined);
    else store.setUi({ recipe: { ...recipe, open } });
  };
  const showDetails = (open: boolean): void => {
    if (narrow) setOver(open ? 'details' : undefined);
    else store.setUi({ details: { ...details, open } });
  };
  const writing = useWorkbench((snapshot) => snapshot.adding ?? snapshot.draft) !== undefined;
  const [wasWriting, setWasWriting] = useState(writing);
  if (writing !== wasWriting) {
    setWasWriting(writing);
    // The form of a step is in the recipe's panel.
    if (writing && narrow) setOver('recipe');
  }
  const [shownOther, setShownOther] = useState(other);
  if (other !== shownOther) {
    setShownOther(other);
    // It is in the table's place, over which the panels would lie.
    if (other) setOver(undefined);
  }
  useEffect(rememberFocus, []);
  useAction((action) => {
    if (action === 'readOptions') {
      if (readable(state)) store.showReading('main');
      else store.fail(noOptions());
    }
    if (action === 'nextPanel') focusPanel(1);
    if (action === 'previousPanel') focusPanel(-1);
    if (action === 'toggleRecipe') showRecipe(!recipeOpen);
    if (action === 'toggleDetails') showDetails(!detailsOpen);
    const tab = tabOf[action];
    if (tab) {
      store.setUi({ details: { ...details, open: true, tab } });
      if (narrow) setOver('details');
    }
    if (action === 'addStep' && store.snapshot().adding === undefined) store.startAdding();
  });
  if (state?.textProblem) {
    return (
      <div className="workbench">
        <TopLine />
        <Banners />
        <TextProblemScreen problem={state.textProblem} />
      </div>
    );
  }
  return (
    <div className={`workbench${narrow ? ' is-narrow' : ''}`}>
      <TopLine />
      <Banners />
      <div className="workbench-body">
        {state && recipeOpen ? (
          <>
            <aside
              className="recipe-side"
              aria-label="Recipe"
              data-panel="recipe"
              style={{ width: recipe.width }}
            >
              <Recipe />
              {narrow ? (
                <div className="recipe-hide">
                  <IconButton
                    icon="layout-sidebar-left"
                    label="Hide Recipe"
                    onClick={() => {
                      showRecipe(false);
                    }}
                  />
                </div>
              ) : null}
            </aside>
            <Splitter
              label="Width of the recipe panel"
              orientation="vertical"
              size={recipe.width}
              min={200}
              max={560}
              onSize={(width) => {
                store.setUi({ recipe: { ...recipe, width } });
              }}
            />
          </>
        ) : state ? (
          <div className="rail is-left">
            <IconButton
              icon="layout-sidebar-left-off"
              label="Show Recipe"
              onClick={() => {
                showRecipe(true);
              }}
            />
          </div>
        ) : null}
        <main className="workbench-main" aria-label="Table">
          {other ? (
            <OtherDataPanel key={JSON.stringify(other)} other={other} />
          ) : reading === undefined ? (
            <>
              <Preview />
              <FilterBar />
              <TableArea />
              {openCell ? <ValueViewer cell={openCell} /> : null}
            </>
          ) : (
            <ReadingPanel key={reading} source={reading} />
          )}
        </main>
        {detailsOpen ? (
          <>
            <Splitter
              label="Width of the details panel"
              orientation="vertical"
              size={details.width}
              min={220}
              max={720}
              after
              onSize={(width) => {
                store.setUi({ details: { ...details, width } });
              }}
            />
            <div className="details-side" style={{ width: details.width }}>
              <DetailsPanel
                Code={Code}
                onHide={() => {
                  showDetails(false);
                }}
              />
            </div>
          </>
        ) : (
          <div className="rail is-right">
            <IconButton
              icon="layout-sidebar-right-off"
              label="Show Details"
              onClick={() => {
                showDetails(true);
              }}
            />
          </div>
        )}
      </div>
    </div>
  );
}
