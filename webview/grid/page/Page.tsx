import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Grid } from '../Grid.tsx';
import type { GridColumn, GridHandle, GridLayout, GridProps } from '../gridTypes.ts';
import { fakeData } from './fakeData.ts';
import { Header } from './Header.tsx';

interface PageProps {
  readonly rows: number;
  readonly columns: number;
  readonly delay: number;
  readonly theme: string;
}

const themes = ['light', 'dark', 'high-contrast', 'high-contrast-light'];
const describe = (column: GridColumn) => `${column.name}, ${column.type.kind}`;
const renderHeader = (column: GridColumn, index: number) => (
  <Header column={column} index={index} />
);

/** A grid and a few controls, to try it by hand and by tests. */
export function Page({ rows, columns, delay, theme: first }: PageProps): ReactNode {
  const grid = useRef<GridHandle>(null);
  const [theme, setTheme] = useState(first);
  const [layout, setLayout] = useState<GridLayout>({
    widths: {},
    order: [],
    pinned: [],
    hidden: [],
  });
  const [column, setColumn] = useState('date');
  const [sort, setSort] = useState<NonNullable<GridProps['sort']>>([]);
  const [said, setSaid] = useState('');
  const [row, setRow] = useState('0');
  const data = useMemo(() => fakeData(rows, columns, delay), [rows, columns, delay]);
  useEffect(() => {
    document.body.className = `vscode-${theme}${theme.startsWith('high') ? ' vscode-high-contrast' : ''}`;
  }, [theme]);

  const toggle = (list: readonly string[]) =>
    list.includes(column) ? list.filter((name) => name !== column) : [...list, column];
  const sortBy = (descending: boolean) =>
    setSort([...sort.filter((key) => key.column !== column), { column, descending }]);
  return (
    <>
      <form
        className="page-bar"
        onSubmit={(event) => {
          event.preventDefault();
          grid.current?.goTo(row === '' ? { column } : { row: Number(row), column });
          grid.current?.focus();
        }}
      >
        <label>
          Row <input name="row" value={row} onChange={(event) => setRow(event.target.value)} />
        </label>
        <label>
          Column{' '}
          <input name="column" value={column} onChange={(event) => setColumn(event.target.value)} />
        </label>
        <button type="submit">Go</button>
        <button
          type="button"
          onClick={() => setLayout({ ...layout, pinned: toggle(layout.pinned) })}
        >
          Pin
        </button>
        <button
          type="button"
          onClick={() => setLayout({ ...layout, hidden: toggle(layout.hidden) })}
        >
          Hide
        </button>
        <button type="button" onClick={() => sortBy(false)}>
          Sort up
        </button>
        <button type="button" onClick={() => sortBy(true)}>
          Sort down
        </button>
        <label>
          Theme{' '}
          <select name="theme" value={theme} onChange={(event) => setTheme(event.target.value)}>
            {themes.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <output>{said}</output>
      </form>
      <div className="page-grid">
        <Grid
          ref={grid}
          label="Made-up flights"
          data={data}
          layout={layout}
          onLayout={setLayout}
          headerHeight={64}
          renderHeader={renderHeader}
          describeHeader={describe}
          sort={sort}
          onColumn={setColumn}
          onMenu={({ column: name, row: at }) => setSaid(`menu ${name} ${at ?? 'header'}`)}
          onOpenCell={(at, name) => setSaid(`open ${name} ${at}`)}
          onCopyMissing={({ rowFrom, rowTo }, headers) =>
            setSaid(`copy ${rowFrom} ${rowTo} ${headers ? 'with headers' : 'plain'}`)
          }
        />
      </div>
    </>
  );
}
