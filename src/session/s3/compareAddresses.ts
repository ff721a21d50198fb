import type { DataSession } from '../../jobs/dataSession.ts';
import type { CallOptions } from '../../shared/rpc/contract.ts';
import type { DriftResult } from '../../shared/profile/drift.ts';

/** Compares two datasets, of which no tab has to be open. Closes the session. */
export async function compareAddresses(
  session: DataSession,
  sides: { readonly before: string; readonly after: string },
  call: CallOptions,
): Promise<DriftResult> {
  try {
    const located = await Promise.all(
      (['before', 'after'] as const).map((name) =>
        session.locate(name, { uri: sides[name] }, '/', call),
      ),
    );
    await session.openSources(located, false, call);
    const all = (name: string) => ({ sql: `SELECT * FROM "${name}"` });
    return await session.drift(all('before'), all('after'), call);
  } finally {
    await session.close();
  }
}
