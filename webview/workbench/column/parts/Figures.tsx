import type { ReactNode } from 'react';
import { useStore } from '../../state/context.ts';
import { toggleFilter } from '../../insights/viewFilters.ts';
import { basisWords } from '../basisWords.ts';
import type { Figure } from '../figure.ts';
import { BasisMark } from './BasisMark.tsx';
import './figures.css';

/** Letters that have room in half a line, beside the mark of an estimate; longer ones have a whole. */
const half = 20;

interface FiguresProps {
  readonly figures: readonly Figure[];
  /** Rows looked at, for the words on an estimate. */
  readonly sampled?: number | undefined;
}

/** Figures in two columns, each with its mark; what is on its way has its place. */
export function Figures({ figures, sampled }: FiguresProps): ReactNode {
  return (
    <dl className="figures">
      {figures.map((figure) => {
        const { label, value, basis, full = value ?? '' } = figure;
        const isLong = label.length + (value?.length ?? 0) >= half && value?.endsWith('%') !== true;
        return (
          <div key={label} className={isLong ? 'is-long' : undefined}>
            <dt>{label}</dt>
            <dd title={value === undefined ? undefined : `${full}\n${basisWords(basis, sampled)}`}>
              {value === undefined ? (
                <span className="figure-waiting">…</span>
              ) : (
                <FigureValue figure={figure} value={value} />
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function FigureValue({
  figure: { label, basis, rows },
  value,
}: {
  readonly figure: Figure;
  readonly value: string;
}): ReactNode {
  const store = useStore();
  const shown = (
    <>
      <BasisMark basis={basis} />
      {value}
    </>
  );
  if (!rows) return shown;
  return (
    <button
      type="button"
      className="figure-link"
      aria-label={`${label}: ${basis === 'exact' ? '' : 'about '}${value}. Show these rows`}
      onClick={() => {
        toggleFilter(store, rows);
      }}
    >
      {shown}
    </button>
  );
}
