import { decodePage } from '../../../src/shared/arrow/decodePage.ts';
import type { DataSession } from '../../../src/jobs/dataSession.ts';
import type { CallOptions } from '../../../src/shared/rpc/contract.ts';
import type { Chance } from './chance.ts';

/** A question as a person asks it by looking at a table. */
export interface Question {
  readonly kind: 'page' | 'count' | 'filtered' | 'profile' | 'estimate' | 'sorted' | 'sum';
  readonly sql: string;
  readonly offset: number;
  readonly columns: readonly string[] | undefined;
}

const COLUMNS = ['id', 'grp', 'amount', 'token', 'score', 'seen'];
const ALL = 'SELECT * FROM main';

export function drawQuestion(chance: Chance, rows: number): Question {
  const some = COLUMNS.filter(() => chance.is(0.4));
  const columns = chance.is(0.4) || some.length === 0 ? undefined : some;
  // Few places, so that answers of the local file can be looked up again.
  const offset = Math.floor((rows * chance.below(12)) / 12);
  const filter = chance.of([
    `${ALL} WHERE grp = 7`,
    `${ALL} WHERE amount < 2500 AND grp > 20`,
    `${ALL} WHERE token LIKE 'a%'`,
    `${ALL} WHERE id % 1000 = 17`,
  ]);
  const kind = chance.of<Question['kind']>([
    ...(['page', 'page', 'page', 'count', 'filtered', 'filtered'] as const),
    ...(['profile', 'profile', 'estimate', 'sorted', 'sum'] as const),
  ]);
  const sums = `SELECT sum(id)::VARCHAR, sum(amount::DECIMAL(18, 2))::VARCHAR, min(token), max(seen)::VARCHAR, count(score) FROM main`;
  const about: Readonly<Record<Question['kind'], Omit<Question, 'kind'>>> = {
    page: { sql: ALL, offset, columns },
    count: { sql: chance.is(0.3) ? ALL : filter, offset: 0, columns: undefined },
    filtered: { sql: filter, offset: chance.of([0, 40, 200]), columns },
    profile: { sql: chance.is(0.8) ? ALL : filter, offset: 0, columns },
    estimate: { sql: chance.is(0.8) ? ALL : filter, offset: 0, columns },
    sorted: { sql: `${ALL} ORDER BY token DESC, id`, offset, columns: undefined },
    sum: { sql: chance.is(0.5) ? sums : `${sums} WHERE grp < 25`, offset: 0, columns: undefined },
  };
  return { kind, ...about[kind] };
}

/** What a session answers, without what says how it was found out. */
export async function ask(
  session: DataSession,
  question: Question,
  call: CallOptions = {},
): Promise<unknown> {
  const { kind, offset, columns } = question;
  const query = { sql: question.sql };
  const some = columns ? { columns } : {};
  const page = async (): Promise<unknown> => {
    const { arrow } = await session.run('page', { query, offset, limit: 40, ...some }, call);
    return decodePage(arrow).rows;
  };
  switch (kind) {
    case 'page':
    case 'filtered':
      return page();
    case 'count':
      return session.run('count', { query }, call);
    case 'profile':
      return session.run('profile', { query, ...some }, call);
    case 'estimate':
      return session.run('profile', { query, ...some, stage: 'estimate' }, call);
    case 'sorted': {
      const { rows } = await session.run('prepare', { query }, call);
      return [rows, await page()];
    }
    case 'sum':
      return decodePage((await session.run('rows', { query, limit: 1 }, call)).arrow).rows;
  }
}
