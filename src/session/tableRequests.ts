import type { EngineQuery } from '../shared/contracts/engine.ts';
import type { TableRef, View, WorkbenchContract } from '../shared/contracts/workbench.ts';
import { decodePage } from '../shared/arrow/decodePage.ts';
import { AppError, toAppError } from '../shared/errors.ts';
import type { HandlerContext } from '../shared/rpc/contract.ts';
import { pickSeriesUnit, seriesQuery, seriesSpan } from '../core/charts/seriesQuery.ts';
import { ident, sql } from '../core/sql/sql.ts';
import type { ActivityCall } from './activities.ts';
import type { DocumentState } from './documentState.ts';
import { tableInsights } from './insights.ts';
import { PreparedOrders } from './preparedOrders.ts';
import { tableProfile } from './profiles/tableProfile.ts';
import { chainOf, rowsQuery } from './shownRows.ts';
import type { ShownRows } from './shownRows.ts';
import { tableDataset } from './tableDataset.ts';
import { tableDetails } from './tableDetails.ts';
import { asked, unasked } from './transfers/purpose.ts';
import type { Purpose } from './transfers/purpose.ts';
import { countingRows, figures, finding, readingRows } from './transfers/tablePurpose.ts';

type Params<M extends keyof WorkbenchContract> = WorkbenchContract[M]['params'];
type Result<M extends keyof WorkbenchContract> = Promise<WorkbenchContract[M]['result']>;

/** Rows from which on a page is not read by walking there. */
const FAR_DOWN = 20_000;

const noView: View = { filters: [], sort: [], find: '' };

/** What is asked of the rows that are shown. A request for rows of before ends with `cancelled`. */
export class TableRequests {
  private readonly document: DocumentState;
  private readonly orders: PreparedOrders;

  constructor(document: DocumentState) {
    this.document = document;
    this.orders = new PreparedOrders(document);
  }

  async page(params: Params<'page'>, context: HandlerContext): Result<'page'> {
    const early = await this.document.transfers.first.page(params, { signal: context.signal });
    if (early) return early;
    const { table, side = 'after', offset, limit, columns, maxText } = params;
    return this.on(
      table,
      (shown) => readingRows(shown, table),
      context,
      async (shown, call) => {
        const query = { sql: rowsQuery(shown, side, table.view) };
        const { data } = this.document;
        // A page far down waits for the order instead of working through all before it.
        if (offset >= FAR_DOWN) await this.orders.ready(query, columns, call.signal);
        const page = await data.run('page', { query, offset, limit, columns, maxText }, call);
        if (page.slow === true) this.orders.begin(query, columns);
        return page;
      },
    );
  }

  /** The nearest cell of the view that holds a text. */
  find(params: Params<'find'>, context: HandlerContext): Result<'find'> {
    const { table, side = 'after', ...sought } = params;
    return this.seek({ table, side, text: sought.text }, context, (query, call) =>
      this.document.data.run('find', { query, ...sought }, call),
    );
  }

  findCount(params: Params<'findCount'>, context: HandlerContext): Result<'findCount'> {
    const { table, side = 'after', ...sought } = params;
    return this.seek({ table, side, text: sought.text }, context, (query, call) =>
      this.document.data.run('findCount', { query, ...sought }, call),
    );
  }

  count(params: Params<'count'>, context: HandlerContext): Result<'count'> {
    const { table, side = 'after' } = params;
    return this.on(
      table,
      () => countingRows(table),
      context,
      async (shown, call) => {
        const { data, counts, sources } = this.document;
        const whole = side === 'after' ? shown.after : side === 'before' ? shown.before : undefined;
        const { filters, find } = table.view;
        if (whole && filters.length === 0 && find === '') {
          return { rows: await counts.count(whole, sources.snapshot, call) };
        }
        const query = { sql: rowsQuery(shown, side, { ...table.view, sort: [] }) };
        return data.run('count', { query }, call);
      },
    );
  }

  profile(params: Params<'profile'>, context: HandlerContext): Result<'profile'> {
    const { table, columns, sample, stage } = params;
    const look = { table, sample: sample ?? stage };
    return this.on(
      table,
      (shown) => figures('Profiling', shown, look),
      context,
      (shown, call) => {
        const { counts, sources } = this.document;
        const { filters, find } = table.view;
        const isWhole = filters.length === 0 && find === '';
        const rows = isWhole ? counts.get(shown.after, sources.snapshot) : undefined;
        const query = unsorted(shown, table.view);
        return tableProfile(this.document, { query, columns, sample, stage, rows }, call);
      },
    );
  }

  dataset(params: Params<'dataset'>, context: HandlerContext): Result<'dataset'> {
    const { table, asked, ...wanted } = params;
    const look = { table, asked, sample: wanted.sample };
    const purpose = (shown: ShownRows): Purpose => figures('Comparing columns', shown, look);
    return this.on(table, purpose, context, (shown, call) =>
      tableDataset(this.document, { query: unsorted(shown, table.view), ...wanted }, call),
    );
  }

  details(params: Params<'details'>, context: HandlerContext): Result<'details'> {
    const { table, columns, sample } = params;
    const purpose = (shown: ShownRows): Purpose =>
      figures('Looking closer at columns', shown, params);
    return this.on(table, purpose, context, (shown, call) =>
      tableDetails(
        this.document,
        { query: unsorted(shown, table.view), schema: shown.schema, columns, sample },
        call,
      ),
    );
  }

  insights(params: Params<'insights'>, context: HandlerContext): Result<'insights'> {
    const { table, columns, target, sample } = params;
    const purpose = (shown: ShownRows): Purpose =>
      figures('Looking for what stands out', shown, params);
    return this.on(table, purpose, context, (shown, call) =>
      tableInsights(
        this.document,
        { query: unsorted(shown, table.view), schema: shown.schema, columns, target, sample },
        call,
      ),
    );
  }

  cell(params: Params<'cell'>, context: HandlerContext): Result<'cell'> {
    const { table, row, column } = params;
    return this.on(
      table,
      () => asked('Reading a value'),
      context,
      async (shown, call) => {
        const rows = rowsQuery(shown, 'after', table.view);
        requireColumn(shown, column);
        const value = sql`CAST(${ident(column)} AS VARCHAR)`;
        const query = {
          sql: sql`SELECT ${value} AS ${ident('value')} FROM (
${rows}
)`,
        };
        const page = await this.document.data.run('page', { query, offset: row, limit: 1 }, call);
        const [found] = decodePage(page.arrow).rows;
        if (!found) {
          throw new AppError('not-found', `There is no row ${String(row + 1)}.`, {
            hint: 'Look again: the view has fewer rows.',
          });
        }
        const text = found[0] ?? null;
        return { text: typeof text === 'string' ? text : '', isNull: text === null };
      },
    );
  }

  series(params: Params<'series'>, context: HandlerContext): Result<'series'> {
    const { table, column } = params;
    return this.on(
      table,
      () => unasked('Counting over time'),
      context,
      async (shown, call) => {
        const { data } = this.document;
        const { type } = requireColumn(shown, column);
        const rows = rowsQuery(shown, 'after', { ...table.view, sort: [] });
        const span = await data.run(
          'rows',
          { query: { sql: seriesSpan(rows, column, type) }, limit: 1 },
          call,
        );
        const [from, to] = decodePage(span.arrow).rows[0] ?? [];
        const unit = pickSeriesUnit(Number(from ?? 0), Number(to ?? 0), type);
        const query = { sql: seriesQuery(rows, column, unit) };
        return { unit, page: await data.run('rows', { query, limit: 5000 }, call) };
      },
    );
  }

  /** Looks for a text in a view. */
  private seek<T>(
    { table, side, text }: Required<Pick<Params<'find'>, 'table' | 'side' | 'text'>>,
    context: HandlerContext,
    task: (query: EngineQuery, call: ActivityCall) => Promise<T>,
  ): Promise<T> {
    return this.on(
      table,
      () => finding(table, text),
      context,
      (shown, call) => task({ sql: rowsQuery(shown, side, table.view) }, call),
    );
  }

  /** Runs a request on the rows that its key means, until other rows are shown. */
  private async on<T>(
    table: TableRef,
    purpose: (shown: ShownRows) => Purpose,
    context: HandlerContext,
    task: (shown: ShownRows, call: ActivityCall) => Promise<T>,
  ): Promise<T> {
    const { document } = this;
    // What a first look cannot tell is asked again of the table that comes after it.
    if (table.key === document.transfers.first.table?.key) await document.settled();
    const { shown } = document;
    if (!shown || shown.key !== table.key) throw new AppError('cancelled', 'Cancelled.');
    const signals = [
      ...[context.signal, document.rowsSignal],
      ...[document.lookingSignal, document.over.signal],
    ];
    const answer = document.activities.run(
      purpose(shown),
      signals,
      (call) => task(shown, call),
      context.progress,
    );
    return answer.catch((error: unknown) => {
      const { code } = toAppError(error);
      // Who reads finds it out before any watch does.
      if (code === 'changed' || code === 'not-found') void document.watch.look('local');
      throw error;
    });
  }
}

/** A profile needs no order, and of a source as it is the engine knows a quick way. */
function unsorted(shown: ShownRows, view: View): string {
  const { after } = shown;
  const bare = view.filters.length === 0 && view.find === '';
  if (bare && after.count === 0 && !after.mainHasIdentity) return 'SELECT * FROM "main"';
  return bare ? chainOf(after).sql : rowsQuery(shown, 'after', { ...noView, ...view, sort: [] });
}

function requireColumn(shown: ShownRows, name: string): ShownRows['schema'][number] {
  const column = shown.schema.find((one) => one.name === name);
  if (column) return column;
  throw new AppError('usage', `There is no column “${name}”.`, {
    hint: 'Choose a column of the table.',
  });
}
