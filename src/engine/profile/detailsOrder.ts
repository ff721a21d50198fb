import { sql } from '../../core/sql/sql.ts';
import type { EngineContract } from '../../shared/contracts/engine.ts';
import { AppError } from '../../shared/errors.ts';
import type { EngineDocument, Relation } from '../engineDocument.ts';
import { parquetIdentity } from '../paging/parquetIdentity.ts';
import type { DetailsOrder } from './columnDetailsRows.ts';

/** What a request for details means for an open document. Throws `usage` for a `now` that is no time. */
export function detailsOrder(
  document: EngineDocument,
  relation: Relation,
  params: EngineContract['details']['params'],
): DetailsOrder {
  const now = params.now === undefined ? new Date() : new Date(params.now);
  if (Number.isNaN(now.getTime())) {
    throw new AppError('usage', `“${params.now ?? ''}” is no moment.`, {
      hint: 'Use ISO 8601, such as 2026-01-31T12:00:00Z.',
    });
  }
  const asked = { columns: params.columns, sample: params.sample, now };
  const plain = document.plainSource(relation);
  const source = plain && document.sources[plain.name];
  const opened = plain && document.opened[plain.name];
  if (!source || opened?.format !== 'parquet') return { ...asked, relation: relation.sql };
  const numbered = parquetIdentity(source, opened, source.files);
  const parquet = { files: source.files, numbered: sql`(${numbered})` };
  return { ...asked, relation: plain.sql, parquet };
}
