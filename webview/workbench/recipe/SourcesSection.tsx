import type { ReactNode } from 'react';
import type { RecipeState } from '../../../src/shared/contracts/workbenchState.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useStore } from '../state/context.ts';
import { problemOf } from './problemOf.ts';
import { RowButton } from './RowButton.tsx';
import { Section } from './Section.tsx';

/** The other sources of the recipe: what steps can join. */
export function SourcesSection({ recipe }: { readonly recipe: RecipeState }): ReactNode {
  const store = useStore();
  const others = Object.entries(recipe.recipe.sources).filter(([name]) => name !== 'main');
  return (
    <Section
      title="Other sources"
      side={
        <IconButton
          className="recipe-section-add"
          icon="add"
          label="Add source…"
          onClick={() => {
            void store.command({ id: 'addSource' });
          }}
        />
      }
    >
      {others.length > 0 && (
        <ul className="items">
          {others.map(([name, source]) => {
            const problem = problemOf(recipe, 'sources', name);
            return (
              <li key={name} className={`item ${problem === undefined ? '' : 'is-broken'}`}>
                <div className="item-main" title={source.uri}>
                  <span className="step-number">
                    <Icon name="database" />
                  </span>
                  <span className="step-title">{name}</span>
                  <span className="step-badge plain">
                    {source.format === 'parquet' ? 'Parquet' : source.format.toUpperCase()}
                  </span>
                  <span className="step-detail">{source.uri}</span>
                </div>
                <div className="step-actions">
                  {source.format === 'csv' ? (
                    <RowButton
                      icon="settings"
                      label={`Read options of source ${name}`}
                      reachable
                      onClick={() => {
                        store.showReading(name);
                      }}
                    />
                  ) : null}
                  <RowButton
                    icon="arrow-swap"
                    label={`Use other data for source ${name}…`}
                    reachable
                    onClick={() => {
                      void store.command({ id: 'useOtherData', source: name });
                    }}
                  />
                  <RowButton
                    icon="trash"
                    label={`Remove source ${name}`}
                    reachable
                    onClick={() => {
                      void store.apply({ kind: 'set-source', name, source: undefined });
                    }}
                  />
                </div>
                {problem !== undefined && <p className="step-problem">{problem}</p>}
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}
