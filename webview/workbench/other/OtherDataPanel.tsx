import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { OtherReport, OtherSource } from '../../../src/shared/appliedDrift.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorText } from '../../ui/ErrorText.tsx';
import { takeEscape } from '../../ui/escape.ts';
import { MiddleEllipsis } from '../../ui/MiddleEllipsis.tsx';
import { counted } from '../form/model/words.ts';
import { useAction, useStore, useWorkbench } from '../state/context.ts';
import { ExtraColumns } from './ExtraColumns.tsx';
import { MissingColumns } from './MissingColumns.tsx';
import { OtherProblems } from './OtherProblems.tsx';
import { RetypedColumns } from './RetypedColumns.tsx';
import { UnlearnedValues } from './UnlearnedValues.tsx';
import { useOther } from './useOther.ts';
import { useStepTitle } from './useStepTitle.ts';
import './other.css';

/** How other data differ from those of the recipe, and which column is which; nothing is changed yet. */
export function OtherDataPanel({ other }: { readonly other: OtherSource }): ReactNode {
  const store = useStore();
  const failure = useWorkbench((snapshot) => snapshot.failure);
  const tried = useOther(other);
  const { report } = tried;
  const title = useStepTitle();
  const [applying, setApplying] = useState(false);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.focus();
  }, []);
  const [opener] = useState(() => document.activeElement);
  const close = (): void => {
    store.showOther(undefined);
    requestAnimationFrame(() => {
      // What was in the table's place is gone; the table is there anew.
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
      else document.querySelector<HTMLElement>('[role=grid]')?.focus();
    });
  };
  const unready = applying || tried.waiting || !report || tried.error !== undefined;
  const apply = (): void => {
    if (unready) return;
    setApplying(true);
    const { mapping, casts } = tried;
    void store.applyOther({ ...other, mapping, casts }).then((done) => {
      setApplying(false);
      if (done) close();
    });
  };
  useAction((action) => {
    if (action === 'apply') apply();
    if (action === 'discard') close();
  });
  const isMapped = Object.keys(tried.mapping).length + tried.casts.length > 0;
  return (
    <section
      ref={panel}
      className="other"
      aria-label="Other data"
      data-panel="other"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) {
          takeEscape();
          close();
        }
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) apply();
      }}
    >
      <header className="other-head">
        <b>{other.source === 'main' ? 'Other data' : `Other data for ${other.source}`}</b>
        <MiddleEllipsis text={other.uri} />
        <span className="other-space" />
        <Button onClick={close}>Cancel</Button>
        <Button primary disabled={unready} onClick={apply}>
          {isMapped ? 'Apply Mapping' : 'Use These Data'}
        </Button>
      </header>
      <div
        className="other-body"
        aria-busy={tried.waiting}
        tabIndex={0}
        role="group"
        aria-label="Report"
      >
        {tried.error ? <ErrorText error={tried.error} /> : null}
        {failure ? <ErrorText error={failure} /> : null}
        <p className="other-summary" role="status">
          {report ? summary(report) : tried.error ? '' : 'Opening the data…'}
        </p>
        {report ? (
          <>
            {report.notes.map((note) => (
              <p key={note} className="other-note">
                {note}
              </p>
            ))}
            <MissingColumns report={report} tried={tried} canMap={other.source === 'main'} />
            <RetypedColumns report={report} tried={tried} canCast={other.source === 'main'} />
            <OtherProblems problems={report.drift.problems} />
            <UnlearnedValues other={other} tried={tried} />
            <ExtraColumns extra={report.drift.extra} />
            {report.drift.stale.length > 0 ? (
              <p className="other-note">
                What was learned stays in the recipe, but becomes stale: it was learned on other
                data ({report.drift.stale.map(title).join(', ')}). A run asks for it to be learned
                anew.
              </p>
            ) : null}
          </>
        ) : null}
      </div>
    </section>
  );
}

function summary({ drift }: OtherReport): string {
  const { missing, extra, retyped, problems } = drift;
  const used = missing.filter(({ uses }) => uses.length > 0).length;
  const facts = [
    ...(used > 0 ? [`${counted(used, 'column')} that the recipe uses missing`] : []),
    ...(missing.length > used
      ? [`${counted(missing.length - used, 'unused column')} missing`]
      : []),
    ...(retyped.length > 0 ? [`${counted(retyped.length, 'column')} of another type`] : []),
    ...(extra.length > 0 ? [counted(extra.length, 'extra column')] : []),
  ];
  const fits =
    problems.length === 0
      ? 'The recipe fits these data.'
      : `The recipe does not fit yet: ${counted(problems.length, 'problem')}.`;
  return `${fits} ${facts.length > 0 ? `${facts.join(', ')}.` : 'All columns are there.'}`;
}
