import type { RunHistory } from '../../jobs/history.ts';

/** The history that a document or folder belongs to; its code is loaded when it is first wanted. */
export async function historyNear(path: string): Promise<RunHistory> {
  const { RunHistory: History } = await import('../../jobs/history.ts');
  return History.near(path);
}
