import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { toAppError, isCancelled } from '../../../src/shared/errors.ts';
import type { WireError } from '../../../src/shared/errors.ts';
import { takeEscape } from '../../ui/escape.ts';
import { ErrorText } from '../../ui/ErrorText.tsx';
import { integer } from '../../ui/format.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Splitter } from '../../ui/Splitter.tsx';
import { useStore, useWorkbench } from '../state/context.ts';
import type { OpenCell } from '../state/snapshot.ts';
import { useOpenTable } from '../table/tableContext.ts';
import { prettyJson } from './prettyJson.ts';
import './valueViewer.css';

/** Characters that are shown at once: a browser takes long to lay out a million of them. */
const portion = 50_000;

interface Value {
  readonly text: string;
  readonly isNull: boolean;
}

/** One cell in full. */
export function ValueViewer({ cell }: { readonly cell: OpenCell }): ReactNode {
  const store = useStore();
  const open = useOpenTable();
  const { height } = useWorkbench((snapshot) => snapshot.ui.value);
  const [found, setFound] = useState<{
    readonly of: OpenCell;
    readonly value?: Value;
    readonly error?: WireError;
  }>();
  const [wrap, setWrap] = useState(true);
  useEffect(() => {
    if (!open) return;
    const controller = new AbortController();
    const table = { key: open.table.key, view: open.view };
    store.host.cell({ table, ...cell }, { signal: controller.signal }).then(
      (value) => {
        setFound({ of: cell, value });
      },
      (error: unknown) => {
        if (!isCancelled(error)) setFound({ of: cell, error: toAppError(error).toWire() });
      },
    );
    return () => {
      controller.abort();
    };
  }, [store, open, cell]);
  const close = (): void => {
    store.showCell(undefined);
  };
  const current = found && found.of === cell ? found : undefined;
  const value = current?.value;
  return (
    <>
      <Splitter
        label="Height of the value"
        orientation="horizontal"
        size={height}
        min={80}
        max={600}
        after
        onSize={(next) => {
          store.setUi({ value: { open: true, height: next } });
        }}
      />
      <section
        className="value-viewer"
        aria-label={`Value of ${cell.column}, row ${cell.row + 1}`}
        data-panel="value"
        style={{ height }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          takeEscape();
          close();
          document.querySelector<HTMLElement>('[role=grid]')?.focus();
        }}
      >
        <div className="value-head">
          <b title={cell.column}>{cell.column}</b>
          <span className="value-place">
            row {integer(cell.row + 1)}
            {value && !value.isNull ? ` · ${integer(value.text.length)} characters` : ''}
          </span>
          <IconButton
            icon="word-wrap"
            label="Wrap Lines"
            pressed={wrap}
            onClick={() => {
              setWrap(!wrap);
            }}
          />
          <IconButton
            icon="copy"
            label="Copy Value"
            disabled={value === undefined}
            onClick={() => {
              if (value) void store.command({ id: 'copy', text: value.text });
            }}
          />
          <IconButton icon="close" label="Close" onClick={close} />
        </div>
        {current?.error ? <ErrorText error={current.error} /> : null}
        {value ? <Text key={value.text.length} value={value} wrap={wrap} /> : null}
      </section>
    </>
  );
}

function Text({ value, wrap }: { readonly value: Value; readonly wrap: boolean }): ReactNode {
  const [portions, setPortions] = useState(1);
  const text = useMemo(() => prettyJson(value.text) ?? value.text, [value.text]);
  if (value.isNull) return <pre className="value-text is-null">null</pre>;
  if (text === '') return <pre className="value-text is-null">empty text</pre>;
  const shown = Math.min(text.length, portions * portion);
  return (
    <pre className={`value-text${wrap ? ' is-wrapped' : ''}`} tabIndex={0}>
      {Array.from({ length: Math.ceil(shown / portion) }, (_, index) => (
        <span key={index}>
          {text.slice(index * portion, Math.min(shown, (index + 1) * portion))}
        </span>
      ))}
      {shown < text.length ? (
        <button
          type="button"
          className="value-more"
          onClick={() => {
            setPortions(portions + 4);
          }}
        >
          Show more ({integer(text.length - shown)} characters)
        </button>
      ) : null}
    </pre>
  );
}
