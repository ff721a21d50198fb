import type { EngineContract } from '../../shared/contracts/engine.ts';
import type { EngineDocument, Relation } from '../engineDocument.ts';
import type { EstimateOrder } from './estimateProfile.ts';

/** What a request for a profile means for an open document. */
export function profileOrder(
  document: EngineDocument,
  relation: Relation,
  params: EngineContract['profile']['params'],
): EstimateOrder {
  const plain = document.plainSource(relation);
  const source = plain && document.sources[plain.name];
  const opened = plain && document.opened[plain.name];
  const asked = { columns: params.columns, sample: params.sample, total: params.rows };
  if (!source || opened?.format !== 'parquet') {
    return { ...asked, relation: relation.sql, columnar: false, parquet: undefined };
  }
  return { ...asked, relation: plain.sql, columnar: true, parquet: { source, opened } };
}
