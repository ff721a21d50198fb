import { useState } from 'react';
import type { ReactNode } from 'react';
import { IconButton } from '../../ui/IconButton.tsx';
import { ColumnPick } from '../menu/ColumnPick.tsx';
import { useStore, useWorkbench } from '../state/context.ts';

/** Names the column that is to be predicted: then its classes are looked at, too. */
export function TargetChoice(): ReactNode {
  const store = useStore();
  const insights = useWorkbench((snapshot) => snapshot.ui.insights);
  const schema = useWorkbench((snapshot) => snapshot.state?.table?.schema);
  const [choosing, setChoosing] = useState(false);
  const { target } = insights;
  const isThere = schema?.some(({ name }) => name === target) === true;
  const choose = (next: string | undefined): void => {
    store.setUi({ insights: { ...insights, target: next } });
  };
  const words = target ?? 'Choose the column to predict…';
  return (
    <div className="insights-target">
      <span aria-hidden="true">Target</span>
      <button
        type="button"
        className={`insights-target-name${target === undefined ? ' is-empty' : ''}`}
        aria-label={`Target: ${words}`}
        title={
          target !== undefined && !isThere
            ? `This table has no column ${target}.`
            : 'The column to be predicted: its classes are looked at, too.'
        }
        onClick={() => {
          setChoosing(true);
        }}
      >
        {words}
      </button>
      {target === undefined ? null : (
        <IconButton
          icon="close"
          label="No target column"
          onClick={() => {
            choose(undefined);
          }}
        />
      )}
      {choosing ? (
        <ColumnPick
          label="Target column"
          placeholder="Type the name of the column to predict"
          onPick={choose}
          onClose={() => {
            setChoosing(false);
          }}
        />
      ) : null}
    </div>
  );
}
