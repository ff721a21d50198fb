import type { ReactNode } from 'react';
import type { Target } from '../../../src/shared/json.ts';
import { Button } from '../../ui/Button.tsx';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { useAction, useStore } from '../state/context.ts';
import { usableView } from '../state/usableView.ts';

const languages: readonly { readonly target: Target; readonly label: string }[] = [
  { target: 'pandas', label: 'pandas' },
  { target: 'polars', label: 'polars' },
  { target: 'pyspark', label: 'PySpark' },
  { target: 'duckdb', label: 'DuckDB SQL' },
];

interface TopButtonsProps {
  readonly kind: 'data' | 'recipe';
  readonly ready: boolean;
  readonly trusted: boolean;
}

/** What can be done with the whole: start a recipe of data; export, train or run a recipe. */
export function TopButtons({ kind, ready, trusted }: TopButtonsProps): ReactNode {
  const store = useStore();
  const startRecipe = (): void => {
    void store.command({ id: 'startRecipe', view: usableView(store.snapshot()) });
  };
  useAction((action) => {
    if (action === 'startRecipe' && kind === 'data' && ready) startRecipe();
  });
  if (kind === 'data') {
    return (
      <div className="top-buttons">
        <Button primary disabled={!ready} onClick={startRecipe}>
          Start a Recipe
        </Button>
      </div>
    );
  }
  const exportItems = [
    ...languages.map(({ target, label }) => ({
      id: `export ${target}`,
      label: `Export ${label}…`,
    })),
    null,
    ...languages
      .filter(({ target }) => target !== 'duckdb')
      .map(({ target, label }) => ({ id: `insert ${target}`, label: `Insert ${label} as Cell` })),
  ];
  return (
    <div className="top-buttons">
      <MenuButton
        label="Export code"
        className="is-optional"
        items={exportItems}
        onPick={(id) => {
          const [action, name] = id.split(' ');
          const target = languages.find((language) => language.target === name)?.target;
          if (!target) return;
          void store.command({ id: action === 'insert' ? 'insertAsCell' : 'exportCode', target });
        }}
      >
        Export Code
      </MenuButton>
      <Button
        className="is-optional"
        disabled={!trusted}
        onClick={() => {
          void store.command({ id: 'train' });
        }}
      >
        Train…
      </Button>
      <MenuButton
        primary
        icon="play"
        label="Run"
        disabled={!trusted}
        items={[
          { id: 'runLocally', label: 'Run Locally' },
          { id: 'runOnSagemaker', label: 'Run on SageMaker…' },
        ]}
        onPick={(id) => {
          if (id === 'runLocally' || id === 'runOnSagemaker') void store.command({ id });
        }}
      >
        Run
      </MenuButton>
    </div>
  );
}
