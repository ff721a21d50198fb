import { join } from 'node:path';
import type { AwsContract } from '../../src/shared/contracts/aws.ts';
import type { HostCommand, View, WorkbenchContract } from '../../src/shared/contracts/workbench.ts';
import type { Activity, WorkbenchState } from '../../src/shared/contracts/workbenchState.ts';
import { AppError } from '../../src/shared/errors.ts';
import type { TextEdit } from '../../src/shared/recipeEdit.ts';
import type { HandlerContext, Remote } from '../../src/shared/rpc/contract.ts';
import { applyTextEdits } from '../../src/core/recipe/textEdits.ts';
import type { EngineClient } from '../../src/engine/client.ts';
import { decodePage } from '../../src/shared/arrow/decodePage.ts';
import type { Cell } from '../../src/shared/arrow/cell.ts';
import { WorkbenchSession } from '../../src/session/workbenchSession.ts';
import type { WorkbenchSessionOptions } from '../../src/session/workbenchSession.ts';

export const noView: View = { filters: [], sort: [], find: '' };

/** Fails loudly where a test would reach AWS by accident. */
const noAws = new Proxy(
  {},
  { get: () => () => Promise.reject(new AppError('internal', 'This test has no AWS.')) },
);

let opened = 0;

/** A session with a document as an editor holds it: a text, its undo stack, what was sent. */
export class TestDocument {
  readonly session: WorkbenchSession;
  readonly states: WorkbenchState[] = [];
  readonly activities: (readonly Activity[])[] = [];
  readonly commands: HostCommand[] = [];
  readonly started: string[] = [];
  readonly edits: (readonly TextEdit[])[] = [];
  readonly undo: string[] = [];
  text: string;
  readOnly = false;

  constructor(
    engine: EngineClient,
    input: WorkbenchSessionOptions['input'],
    folder: string,
    more: Partial<WorkbenchSessionOptions> = {},
    host: Partial<WorkbenchSessionOptions['host']> = {},
  ) {
    opened += 1;
    this.text = input.kind === 'recipe' ? input.text : '';
    this.session = new WorkbenchSession({
      id: `test-${String(opened)}`,
      engine,
      // SAFETY: every property is a method that rejects.
      aws: noAws as Remote<AwsContract>,
      cacheDirectory: join(folder, 'cache'),
      input,
      folder,
      trusted: true,
      host: {
        state: (state) => this.states.push(state),
        activity: (list) => this.activities.push(list),
        edit: (edits) => {
          if (this.readOnly) return Promise.reject(new AppError('forbidden', 'Read-only.'));
          this.edits.push(edits);
          this.undo.push(this.text);
          this.type(applyTextEdits(this.text, edits));
          return Promise.resolve();
        },
        startRecipe: (text) => {
          this.started.push(text);
          return Promise.resolve();
        },
        command: (command) => {
          this.commands.push(command);
          return Promise.resolve();
        },
        ...host,
      },
      ...more,
    });
  }

  /** The text becomes another one, by whomever. */
  type(text: string): void {
    this.text = text;
    this.session.setText(text);
  }

  call<M extends keyof WorkbenchContract>(
    method: M,
    params: WorkbenchContract[M]['params'],
    context: Partial<HandlerContext> = {},
  ): Promise<WorkbenchContract[M]['result']> {
    const whole = { signal: new AbortController().signal, progress: () => undefined, ...context };
    // SAFETY: params and result belong to the same method.
    const handler = this.session.handlers[method] as unknown as (
      p: WorkbenchContract[M]['params'],
      c: HandlerContext,
    ) => Promise<WorkbenchContract[M]['result']>;
    return handler(params, whole);
  }

  /** The newest state. */
  get state(): WorkbenchState {
    const last = this.states.at(-1);
    if (!last) throw new Error('No state was sent yet.');
    return last;
  }

  /** Waits for a state of which something holds. */
  async until(
    holds: (state: WorkbenchState) => boolean,
    milliseconds = 20_000,
  ): Promise<WorkbenchState> {
    const end = Date.now() + milliseconds;
    for (;;) {
      const last = this.states.at(-1);
      if (last && holds(last)) return last;
      if (Date.now() > end) {
        throw new Error(`It did not come about: ${JSON.stringify(last, null, 1).slice(0, 4000)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** Opens it and waits for the table. */
  async open(): Promise<WorkbenchState> {
    await this.call('ready', {});
    return this.until((state) => state.table !== undefined || state.problem !== undefined);
  }

  /** The rows of a view, all columns unless some are named. */
  async rows(
    view: Partial<View> = {},
    more: Partial<WorkbenchContract['page']['params']> = {},
  ): Promise<readonly (readonly Cell[])[]> {
    const { table } = this.state;
    if (!table) throw new Error('There is no table.');
    const page = await this.call('page', {
      table: { key: table.key, view: { ...noView, ...view } },
      offset: 0,
      limit: 1000,
      columns: table.schema.map((column) => column.name),
      maxText: 1000,
      ...more,
    });
    return decodePage(page.arrow).rows;
  }
}
