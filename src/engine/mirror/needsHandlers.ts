import type {
  EngineContract,
  PresentBytes,
  Question,
  QuestionMethod,
} from '../../shared/contracts/engine.ts';
import type { HandlerContext, Handlers } from '../../shared/rpc/contract.ts';
import type { Documents } from '../documents.ts';
import type { Scheduler } from '../scheduler.ts';
import { foreseen } from './foreseen.ts';
import { together } from './mirror.ts';
import { MissingBytes } from './missingBytes.ts';

/** What requests need of sparse copies, and the news that it is here. */
export function needsHandlers(
  documents: Documents,
  scheduler: Scheduler,
): Pick<Handlers<EngineContract>, 'needs' | 'filled'> {
  return {
    needs: ({ document: name, ...question }, { signal }) =>
      scheduler.run('page', signal, () => {
        const document = documents.get(name);
        return document.run(signal, async (connection) => {
          const { params } = question;
          const queries = 'query' in params ? [params.query] : [params.before, params.after];
          const read = new Set<string>();
          for (const query of queries) {
            const { accepted } = await document.relation(connection, query);
            for (const source of accepted.sources) read.add(source);
          }
          const sources = [...read];
          const { mirror } = document;
          if (!mirror || mirror.whole) return { sources, missing: {} };
          const all: PresentBytes[] = [mirror.remembered(keyOf(question))];
          for (const statement of await foreseen(connection, document, question)) {
            all.push(await mirror.missing(connection, statement));
          }
          return { sources, missing: together(all) };
        });
      }),

    filled: async ({ document, present }) => {
      await documents.get(document).filled(present);
      return null;
    },
  };
}

type Handler<M extends QuestionMethod> = (
  params: EngineContract[M]['params'],
  context: HandlerContext,
) => Promise<EngineContract[M]['result']>;

/** The handlers of requests for rows, which note what they come to need: `needs` then tells it. */
export function noting(
  documents: Documents,
  handlers: Pick<Handlers<EngineContract>, QuestionMethod>,
): Pick<Handlers<EngineContract>, QuestionMethod> {
  const note =
    <M extends QuestionMethod>(method: M, handler: Handler<M>): Handler<M> =>
    async (params, context) => {
      try {
        return await handler(params, context);
      } catch (error) {
        if (error instanceof MissingBytes) {
          const { document, ...own } = params;
          // SAFETY: the params are the method's own.
          const key = keyOf({ method, params: own } as unknown as Question);
          documents.get(document).mirror?.remember(key, error.missing);
        }
        throw error;
      }
    };
  return {
    page: note('page', handlers.page),
    rows: note('rows', handlers.rows),
    write: note('write', handlers.write),
    profile: note('profile', handlers.profile),
    details: note('details', handlers.details),
    dataset: note('dataset', handlers.dataset),
    drift: note('drift', handlers.drift),
    count: note('count', handlers.count),
    describe: note('describe', handlers.describe),
    prepare: note('prepare', handlers.prepare),
    find: note('find', handlers.find),
    findCount: note('findCount', handlers.findCount),
  };
}

function keyOf({ method, params }: Question): string {
  return JSON.stringify([method, Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1))]);
}
