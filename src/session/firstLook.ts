import type { Page } from '../shared/contracts/engine.ts';
import type { WorkbenchContract } from '../shared/contracts/workbench.ts';
import type { TableState } from '../shared/contracts/workbenchState.ts';
import { isCancelled } from '../shared/errors.ts';
import type { CallOptions } from '../shared/rpc/contract.ts';
import type { Transfer } from '../shared/transfer.ts';
import type { DataSession } from '../jobs/dataSession.ts';
import type { LocatedSource } from '../jobs/locatedSource.ts';
import { footersOf } from '../jobs/remoteFiles.ts';

/** Objects from which on their footers take longer than one likes to look at nothing. */
const MANY = 200;
/** Objects whose rows are shown until all footers are here. */
const FIRST = 8;

/**
 * The first rows of a folder of very many objects on S3, while the footers of all are on their way.
 * They are the first of the whole folder too; nothing is counted, sorted or found among them.
 */
export class FirstLook {
  private readonly data: DataSession;
  private shown: TableState | undefined;

  constructor(data: DataSession) {
    this.data = data;
  }

  /** The table, until the one of all objects is there. */
  get table(): TableState | undefined {
    return this.shown;
  }

  /** What it brought from S3. */
  get moved(): Transfer {
    return this.data.moved;
  }

  /** True if there is something to show. What is wrong with the data the opening of all tells. */
  async open(main: LocatedSource, call: CallOptions): Promise<boolean> {
    const { remote, files, snapshot, format } = main;
    if (!remote || files.length < MANY || !footersOf(format, remote.objects).parts) return false;
    const objects = remote.objects.slice(0, FIRST);
    const part = { ...main, files: files.slice(0, FIRST), remote: { ...remote, objects } };
    try {
      const open = await this.data.openByHead([part], false, call);
      const schema = open[main.name]?.opened.schema;
      if (!schema) return false;
      this.shown = { key: `first ${snapshot}`, schema, step: null, preview: undefined };
      return true;
    } catch (error) {
      if (isCancelled(error)) throw error;
      return false;
    }
  }

  /** A page of it; undefined if it is none of this table, or one that takes more than these rows. */
  async page(
    { table, side = 'after', offset, limit, columns, maxText }: WorkbenchContract['page']['params'],
    call: CallOptions,
  ): Promise<Page | undefined> {
    const { filters, sort, find } = table.view;
    const isPlain = filters.length + sort.length === 0 && find === '' && side === 'after';
    if (!isPlain || table.key !== this.shown?.key) return undefined;
    const query = { sql: 'SELECT * FROM "main"' };
    const page = await this.data.run('page', { query, offset, limit, columns, maxText }, call);
    // The end of these rows is not the end of the table.
    return page.rows < limit ? undefined : page;
  }

  async close(): Promise<void> {
    this.shown = undefined;
    await this.data.close();
  }
}
