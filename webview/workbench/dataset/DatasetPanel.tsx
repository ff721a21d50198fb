import type { ReactNode } from 'react';
import type { DatasetDetails } from '../../../src/shared/profile/datasetDetails.ts';
import { Button } from '../../ui/Button.tsx';
import { bytes, integer, percent } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { Figure } from '../column/figure.ts';
import { Figures } from '../column/parts/Figures.tsx';
import { Fold } from '../column/parts/Fold.tsx';
import { useWorkbench } from '../state/context.ts';
import { FiguresProblem } from '../table/FiguresProblem.tsx';
import { isNarrowed } from '../table/narrowed.ts';
import type { OpenTable } from '../table/openTable.ts';
import { useOpenTable, useTableFacts } from '../table/tableContext.ts';
import { ColumnNames } from './ColumnNames.tsx';
import { Correlations } from './Correlations.tsx';
import { Missing } from './Missing.tsx';
import type { DatasetState, DatasetStore } from './datasetStore.ts';
import { useDataset } from './useDataset.ts';
import './dataset.css';

/** The table as a whole: its size, and what concerns several columns at once. */
export function DatasetPanel(): ReactNode {
  const open = useOpenTable();
  if (!open) return <p className="column-hint">There is no table yet.</p>;
  if (open.removed) return <p className="column-hint">There are no figures of rows that go.</p>;
  return <OpenDataset open={open} />;
}

function OpenDataset({ open }: { readonly open: OpenTable }): ReactNode {
  const dataset = useDataset(open);
  const { details, looking, problem } = dataset.value();
  return (
    <div className="dataset-panel">
      <Overview open={open} dataset={dataset} />
      {problem ? <FiguresProblem problem={problem} onRetry={dataset.retry} /> : null}
      <p className="dataset-state" role="status">
        {looking ? <Icon name="loading" spin /> : null}
        {stateWords(looking, details)}
      </p>
      {!details && !looking && !problem ? (
        <Button onClick={dataset.retry}>Compare Columns</Button>
      ) : null}
      {details?.sampled !== undefined && !looking ? (
        <Button onClick={dataset.lookAtAll}>Look at All Rows</Button>
      ) : null}
      {details ? <Compared details={details} /> : null}
    </div>
  );
}

function stateWords(looking: DatasetState['looking'], details: DatasetDetails | undefined): string {
  if (!details) return looking ? 'Comparing columns…' : '';
  if (details.sampled === undefined) return 'From all rows.';
  const words = `From a sample of ${integer(details.sampled)} rows`;
  return looking === 'all' ? `${words}; all rows are looked at…` : `${words}.`;
}

function Compared({ details }: { readonly details: DatasetDetails }): ReactNode {
  const { constant, equalColumns } = details;
  return (
    <>
      <Missing details={details} />
      <Correlations details={details} />
      <Fold id="constant" title="Constant columns" side={integer(constant.length)}>
        {constant.length === 0 ? (
          <p className="dataset-none">Every column has more than one value.</p>
        ) : (
          <ColumnNames names={constant} />
        )}
      </Fold>
      <Fold id="equal" title="Equal columns" side={integer(equalColumns.length)}>
        {equalColumns.length === 0 ? (
          <p className="dataset-none">No two columns hold the same in every row.</p>
        ) : (
          <ul className="dataset-groups">
            {equalColumns.slice(0, 50).map((names) => (
              <li key={names.join('\n')}>
                <ColumnNames names={names} between=" = " />
              </li>
            ))}
          </ul>
        )}
        {equalColumns.length > 50 ? (
          <p className="dataset-none">and {integer(equalColumns.length - 50)} more groups.</p>
        ) : null}
      </Fold>
    </>
  );
}

function Overview({
  open,
  dataset,
}: {
  readonly open: OpenTable;
  readonly dataset: DatasetStore;
}): ReactNode {
  const source = useWorkbench((snapshot) => snapshot.state?.source);
  const facts = useTableFacts();
  const { details, looking } = dataset.value();
  const counting = looking === 'duplicates';
  const rows = (isNarrowed(open.view) ? facts?.rows.matching : facts?.rows.all) ?? details?.rows;
  const duplicates = details?.duplicates;
  const share =
    duplicates && details.rows > 0 ? ` (${percent(duplicates.rows / details.rows)})` : '';
  const figures: readonly Figure[] = [
    {
      label: isNarrowed(open.view) ? 'Matching rows' : 'Rows',
      value: rows === undefined ? undefined : integer(rows),
      basis: 'exact',
    },
    { label: 'Columns', value: integer(open.table.schema.length), basis: 'exact' },
    {
      label: 'Source on disk',
      value: source ? bytes(source.bytes) : undefined,
      basis: 'exact',
    },
    {
      label: 'Duplicate rows',
      value: duplicates
        ? `${integer(duplicates.rows)}${share}`
        : looking
          ? undefined
          : 'not counted',
      basis: duplicates?.basis ?? 'exact',
    },
  ];
  const isCounted = duplicates?.basis === 'exact';
  return (
    <Fold id="dataset" title="Dataset">
      <Figures figures={figures} sampled={details?.sampled} />
      {isCounted ? null : (
        <Button
          className="dataset-count"
          disabled={counting || details === undefined}
          onClick={dataset.countDuplicates}
        >
          {counting ? 'Counting duplicates…' : 'Count Duplicates Exactly'}
        </Button>
      )}
    </Fold>
  );
}
