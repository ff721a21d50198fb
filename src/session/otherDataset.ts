import type {
  AppliedTo,
  LearnedDrift,
  OtherChoice,
  OtherReport,
  OtherSource,
} from '../shared/appliedDrift.ts';
import type { Asked } from '../shared/contracts/workbench.ts';
import { toAppError } from '../shared/errors.ts';
import type { HandlerContext } from '../shared/rpc/contract.ts';
import { firstSteps } from '../core/recipe/applied/firstSteps.ts';
import { schemaDrift } from '../core/recipe/applied/schemaDrift.ts';
import type { DataCall } from '../jobs/dataCall.ts';
import type { DataSession } from '../jobs/dataSession.ts';
import { learnedDrift } from '../jobs/learnedDrift.ts';
import { otherData, sourceFor } from '../jobs/otherData.ts';
import type { OtherData } from '../jobs/otherData.ts';
import type { DocumentChanges } from './documentChanges.ts';
import type { DocumentState } from './documentState.ts';
import { requireModel } from './requireModel.ts';
import type { SessionModel } from './sessionModel.ts';
import { asked, unasked } from './transfers/purpose.ts';

/** Other data beside a recipe: what differs is told before the recipe is pointed to them. */
export class OtherDataset {
  private readonly document: DocumentState;
  private readonly changes: DocumentChanges;
  private readonly id: string;
  /** The data that were looked at last; a mapping that is changed does not open them anew. */
  private last: { readonly key: string; readonly data: OtherData } | undefined;
  private sessions = 0;

  constructor(document: DocumentState, changes: DocumentChanges, id: string) {
    this.document = document;
    this.changes = changes;
    this.id = id;
  }

  /** How the columns differ, under a mapping or the one that is suggested. */
  async drift(
    params: OtherSource & Partial<OtherChoice>,
    context: HandlerContext,
  ): Promise<OtherReport> {
    await this.document.settled();
    // Whoever asks without a mapping opens the data: they may be others than a minute ago.
    if (params.mapping === undefined) this.last = undefined;
    const { casts = [] } = params;
    const data = await this.look(params, context);
    const model = requireModel(this.document);
    const unmapped = report(model, data, { ...params, mapping: {}, casts: [] });
    const suggested = unmapped.missing.flatMap(({ name, suggested: other }) =>
      other === undefined ? [] : [[name, other] as const],
    );
    // Columns of another source cannot be mapped: no step reaches them before they are used.
    const mapping =
      params.mapping ?? (params.source === 'main' ? Object.fromEntries(suggested) : {});
    const drift = report(model, data, { ...params, mapping, casts });
    const { missing, extra } = unmapped;
    return { mapping, drift, unmapped: { missing, extra }, notes: data.notes };
  }

  /** Which values the steps have not learned. Looks at whole columns, so much is asked about first. */
  async values(
    params: OtherChoice & { readonly asked?: Asked },
    context: HandlerContext,
  ): Promise<LearnedDrift> {
    await this.document.settled();
    const data = await this.look(params, context);
    const { recipe, flow } = requireModel(this.document);
    const applied = appliedTo(flow.sources, data, params);
    const what = 'Looking for values that were not learned';
    const { folder } = this.document;
    return this.document.activities.run(
      params.asked ? asked(what) : unasked(what),
      [context.signal, this.document.over.signal],
      (call) =>
        this.beside((session) =>
          learnedDrift(session, { recipe, schemas: flow.sources, applied, folder }, call),
        ),
      context.progress,
    );
  }

  /** Points the source to the data and maps their columns: one change that can be undone. */
  async apply(params: OtherChoice, context: HandlerContext): Promise<void> {
    await this.document.settled();
    const data = await this.look(params, context);
    const { flow } = requireModel(this.document);
    const applied = appliedTo(flow.sources, data, params);
    const steps = firstSteps(flow.sources[params.source] ?? [], applied);
    const edit = { kind: 'use-data', name: params.source, source: applied.data, steps } as const;
    await this.changes.apply(edit, undefined, context);
  }

  private async look(params: OtherSource, context: HandlerContext): Promise<OtherData> {
    const key = JSON.stringify([params.source, params.uri]);
    if (this.last?.key === key) return this.last.data;
    const { recipe } = requireModel(this.document);
    const { folder, over } = this.document;
    const input = { recipe, source: params.source, uri: params.uri, folder };
    const data = await this.document.activities.run(
      'Opening other data',
      [context.signal, over.signal],
      (call: DataCall) => this.beside((session) => otherData(session, input, call)),
    );
    this.last = { key, data };
    return data;
  }

  /** A session of its own, so that two looks do not close each other's sources. */
  private async beside<T>(work: (session: DataSession) => Promise<T>): Promise<T> {
    this.sessions += 1;
    const name = `${this.id}:other-${String(this.sessions)}`;
    const session = this.document.transfers.session(name);
    try {
      return await work(session);
    } finally {
      await session.close().catch(toAppError);
    }
  }
}

function appliedTo(
  schemas: SessionModel['flow']['sources'],
  data: OtherData,
  { source, mapping, casts }: OtherChoice,
): AppliedTo {
  return { source, data: sourceFor(data, schemas[source], mapping), mapping, casts };
}

function report(
  { recipe, flow }: SessionModel,
  data: OtherData,
  choice: OtherChoice,
): OtherReport['drift'] {
  return schemaDrift(recipe, flow.sources, appliedTo(flow.sources, data, choice));
}
