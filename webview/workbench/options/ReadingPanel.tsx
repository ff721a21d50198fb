import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { ErrorText } from '../../ui/ErrorText.tsx';
import { takeEscape } from '../../ui/escape.ts';
import { bytes, integer } from '../../ui/format.ts';
import { Field } from '../../ui/fields/Field.tsx';
import { MiddleEllipsis } from '../../ui/MiddleEllipsis.tsx';
import { Select } from '../../ui/Select.tsx';
import { useAction, useStore, useWorkbench } from '../state/context.ts';
import { OptionFields } from './OptionFields.tsx';
import { PreviewTable } from './PreviewTable.tsx';
import { readable } from './readable.ts';
import { RejectedList } from './RejectedList.tsx';
import { useReading } from './useReading.ts';
import type { TriedReading } from './useReading.ts';
import './reading.css';

/** How a source is read: its options, and at once the first rows as they would be. */
export function ReadingPanel({ source }: { readonly source: string }): ReactNode {
  const store = useStore();
  const state = useWorkbench((snapshot) => snapshot.state);
  const failure = useWorkbench((snapshot) => snapshot.failure);
  const [start] = useState(() => readable(state, source));
  const tried = useReading(source, start);
  const [applying, setApplying] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input, vscode-single-select')?.focus();
  }, []);
  const [opener] = useState(() => document.activeElement);
  const close = (): void => {
    store.showReading(undefined);
    requestAnimationFrame(() => {
      // What was in the table's place is gone; the table is there anew.
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
      else document.querySelector<HTMLElement>('[role=grid]')?.focus();
    });
  };
  const apply = (): void => {
    if (applying) return;
    setApplying(true);
    void store.applyReading(tried.reading).then((done) => {
      setApplying(false);
      if (done) close();
    });
  };
  useAction((action) => {
    if (action === 'apply') apply();
    if (action === 'discard') close();
  });
  const set = Object.keys(tried.reading.options).length;
  const problem = state?.problem;
  return (
    <section
      className="reading"
      aria-label="Reading"
      data-panel="reading"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) {
          takeEscape();
          close();
        }
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) apply();
      }}
    >
      <header className="reading-head">
        <b>Reading</b>
        <MiddleEllipsis text={start?.uri ?? ''} />
        <span className="reading-space" />
        <Button disabled={set === 0 && tried.reading.types.length === 0} onClick={tried.reset}>
          Reset to Detected
        </Button>
        <Button onClick={close}>Cancel</Button>
        <Button primary disabled={applying || tried.error !== undefined} onClick={apply}>
          Apply
        </Button>
      </header>
      <div className="reading-body">
        <div ref={form} className="reading-form">
          {start && start.sheets.length > 0 ? <Sheet sheets={start.sheets} tried={tried} /> : null}
          {start?.kind === 'text' ? <OptionFields tried={tried} /> : null}
        </div>
        <div className="reading-result" aria-busy={tried.waiting}>
          {tried.error ? <ErrorText error={tried.error} /> : null}
          {failure ? <ErrorText error={failure} /> : null}
          {problem && !failure && !tried.preview ? <ErrorText error={problem} /> : null}
          {start?.kind === 'text' ? <Result tried={tried} /> : null}
        </div>
      </div>
    </section>
  );
}

/** What the options give: how much was looked at, the bad lines, the first rows. */
function Result({ tried }: { readonly tried: TriedReading }): ReactNode {
  const { preview } = tried;
  if (!preview)
    return (
      <p className="reading-facts" role="status">
        {tried.error ? '' : 'Reading the first lines…'}
      </p>
    );
  const { rejected, schema, page, whole } = preview;
  const bad = rejected.rows;
  const out = preview.options.badLines === 'skip';
  const lines = `${integer(bad)} bad ${bad === 1 ? 'line' : 'lines'}`;
  return (
    <>
      <p className="reading-facts" role="status">
        {integer(schema.length)} {schema.length === 1 ? 'column' : 'columns'}, first{' '}
        {integer(page.rows)} {page.rows === 1 ? 'row' : 'rows'} of{' '}
        {whole ? 'the file' : `its first ${bytes(preview.bytes)}`} ·{' '}
        <span className={bad > 0 ? 'reading-bad' : undefined}>
          {bad === 0 ? 'no bad lines' : `${lines}${whole ? '' : ' so far'}`}
        </span>
      </p>
      {preview.notes.map((note) => (
        <p key={note} className="reading-note">
          {note}
        </p>
      ))}
      <PreviewTable preview={preview} tried={tried} />
      {bad > 0 ? (
        <RejectedList
          rejected={rejected}
          title={out ? `${lines} left out` : `${lines}: reading would stop at the first`}
        />
      ) : null}
    </>
  );
}

function Sheet({
  sheets,
  tried,
}: {
  readonly sheets: readonly string[];
  readonly tried: TriedReading;
}): ReactNode {
  const { sheet = sheets[0] ?? '' } = tried.reading.options;
  return (
    <Field id="read-sheet" label="Sheet" group problem={undefined}>
      <Select
        label="Sheet"
        value={sheet}
        options={sheets.map((value) => ({ value, label: value }))}
        onChange={(value) => {
          tried.set({ sheet: value });
        }}
      />
    </Field>
  );
}
