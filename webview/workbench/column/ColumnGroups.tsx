import type { ReactNode } from 'react';
import type { Basis } from '../../../src/shared/profile/columnProfile.ts';
import { integer } from '../../ui/format.ts';
import { ColumnInsights } from '../insights/ColumnInsights.tsx';
import { basisAt } from './basisWords.ts';
import {
  dateFigures,
  groupOf,
  nestedFigures,
  numberFigures,
  outlierFigures,
  overviewFigures,
  textFigures,
} from './columnFigures.ts';
import { characterShares, kindShares, patternShares, valueShares } from './columnShares.ts';
import { filledRows, profileBasis } from './figureList.ts';
import type { ColumnKnowledge } from './figureList.ts';
import { hourBars, lengthBars, highest, weekdayBars } from './histogramBars.ts';
import { Bars } from './parts/Bars.tsx';
import { Figures } from './parts/Figures.tsx';
import { Fold } from './parts/Fold.tsx';
import { Gaps } from './parts/Gaps.tsx';
import { ShareList } from './parts/ShareList.tsx';

interface GroupProps {
  readonly of: ColumnKnowledge;
}

/** The figures of a column in groups that fold; a type has those that mean something for it. */
export function ColumnGroups({ of }: GroupProps): ReactNode {
  const group = groupOf(of.type);
  return (
    <>
      <Fold id="overview" title="Overview">
        <Figures figures={overviewFigures(of)} sampled={of.details?.sampled} />
      </Fold>
      <ColumnInsights column={of.name} />
      {group === 'numbers' ? <Numbers of={of} /> : null}
      {group === 'text' ? <Texts of={of} /> : null}
      {group === 'dates' ? <Dates of={of} /> : null}
      {group === 'nested' ? <Nested of={of} /> : null}
      <Values of={of} />
    </>
  );
}

function Nothing(): ReactNode {
  return <p className="column-hint">No row has a value.</p>;
}

function basisIn({ details }: ColumnKnowledge, path: string): Basis {
  return details ? basisAt(details.column.basis, path, details.sampled !== undefined) : 'estimate';
}

function Numbers({ of }: GroupProps): ReactNode {
  const { details } = of;
  const outliers = outlierFigures(of);
  const odd = details?.column.missingNumbers ?? [];
  return (
    <Fold id="numbers" title="Numbers">
      {of.known && filledRows(of) === 0 ? <Nothing /> : null}
      <Figures figures={numberFigures(of)} sampled={details?.sampled} />
      {outliers.length > 0 ? (
        <>
          <h4 className="column-sub">Outliers</h4>
          <Figures figures={outliers} sampled={details?.sampled} />
        </>
      ) : null}
      {odd.length > 0 ? (
        <ShareList
          caption="May stand for a missing value"
          shares={valueShares({ ...of, details: withTop(of, odd) }).filter(({ rest }) => !rest)}
          of={filledRows(of)}
          basis={basisIn(of, 'missingNumbers')}
          sampled={details?.sampled}
        />
      ) : null}
    </Fold>
  );
}

function withTop(
  { details }: ColumnKnowledge,
  top: NonNullable<NonNullable<ColumnKnowledge['details']>['column']['missingNumbers']>,
): ColumnKnowledge['details'] {
  return details && { ...details, column: { ...details.column, values: { top, other: 0 } } };
}

function Texts({ of }: GroupProps): ReactNode {
  const { details } = of;
  const text = details?.column.text;
  const filled = filledRows(of);
  const list = { of: filled, sampled: details?.sampled };
  const bars = lengthBars(text?.lengthHistogram ?? []);
  return (
    <Fold id="text" title="Text">
      {of.known && filledRows(of) === 0 ? <Nothing /> : null}
      <Figures figures={textFigures(of)} sampled={details?.sampled} />
      {text && filled > 0 ? (
        <>
          <h4 className="column-sub">Lengths</h4>
          <Bars
            description={highest('Lengths in characters', bars)}
            bars={bars}
            ends={[integer(text.lengths.min), integer(text.lengths.max)]}
          />
          {text.kinds.length > 0 ? (
            <ShareList
              {...list}
              caption="Looks like"
              shares={kindShares(text)}
              basis={basisIn(of, 'text.kinds')}
            />
          ) : null}
          {text.patterns.length > 0 ? (
            <ShareList
              {...list}
              caption="Patterns (A a letter, 9 a digit)"
              shares={patternShares(text)}
              basis={basisIn(of, 'text.patterns')}
              first={5}
              code
            />
          ) : null}
          <ShareList
            {...list}
            caption="Values with"
            shares={characterShares(text)}
            basis={basisIn(of, 'text.characters')}
          />
          {text.missingWords.length > 0 ? (
            <ShareList
              {...list}
              caption="May stand for a missing value"
              shares={valueShares({ ...of, details: withTop(of, text.missingWords) }).filter(
                ({ rest }) => !rest,
              )}
              basis={basisIn(of, 'text.missingWords')}
            />
          ) : null}
          {text.zones.length > 1 ? (
            <ShareList
              {...list}
              caption="Time zones"
              shares={text.zones.map(({ name, count }) => ({ label: name, count }))}
              basis={basisIn(of, 'text.zones')}
            />
          ) : null}
        </>
      ) : null}
    </Fold>
  );
}

function Dates({ of }: GroupProps): ReactNode {
  const { details } = of;
  const dates = details?.column.dates;
  const days = weekdayBars(dates?.weekdays ?? []);
  const hours = hourBars(dates?.hours ?? []);
  return (
    <Fold id="dates" title="Dates">
      {of.known && filledRows(of) === 0 ? <Nothing /> : null}
      <Figures figures={dateFigures(of)} sampled={details?.sampled} />
      {dates && filledRows(of) > 0 ? (
        <>
          <h4 className="column-sub">Weekdays</h4>
          <Bars description={highest('Rows by weekday', days)} bars={days} />
          {dates.hours ? (
            <>
              <h4 className="column-sub">Hours</h4>
              <Bars description={highest('Rows by hour of the day', hours)} bars={hours} />
            </>
          ) : null}
          {dates.gaps && dates.gaps.length > 0 ? (
            <Gaps gaps={dates.gaps} basis={basisIn(of, 'dates.gaps')} />
          ) : null}
        </>
      ) : null}
    </Fold>
  );
}

function Nested({ of }: GroupProps): ReactNode {
  const { details, type } = of;
  const keys = details?.column.nested?.keys ?? [];
  return (
    <Fold id="nested" title="Nested">
      {of.known && filledRows(of) === 0 ? <Nothing /> : null}
      <Figures figures={nestedFigures(of)} sampled={details?.sampled} />
      {keys.length > 0 ? (
        <ShareList
          caption={type.kind === 'struct' ? 'Fields that are filled' : 'Keys'}
          shares={keys.map(({ name, count }) => ({ label: name, count }))}
          of={filledRows(of)}
          basis={basisIn(of, 'nested.keys')}
          sampled={details?.sampled}
        />
      ) : null}
    </Fold>
  );
}

function Values({ of }: GroupProps): ReactNode {
  const shares = valueShares(of);
  if (shares.length === 0) return null;
  const basis = of.details
    ? basisIn(of, 'values')
    : of.known
      ? profileBasis(of.known, 'top')
      : 'estimate';
  return (
    <Fold id="values" title="Values">
      <ShareList
        caption="Most frequent"
        shares={shares}
        of={filledRows(of)}
        basis={basis}
        sampled={of.details?.sampled}
        first={20}
      />
    </Fold>
  );
}
