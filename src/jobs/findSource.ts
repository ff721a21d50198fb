import type { AwsContract } from '../shared/contracts/aws.ts';
import type { Remote } from '../shared/rpc/contract.ts';
import type { EngineClient } from '../engine/client.ts';
import type { DataCall } from './dataCall.ts';
import type { LocatedSource, SourceSpec } from './locatedSource.ts';
import { locateSource } from './locateSource.ts';
import { recipeResult } from './recipeResult.ts';
import type { RecipeSource } from './recipeResult.ts';

/** Who finds a source. */
export interface Finder extends Pick<RecipeSource, 'cacheDirectory' | 'open'> {
  readonly engine: EngineClient;
  readonly aws: Remote<AwsContract>;
  readonly within?: readonly string[];
}

/** Finds a source's files without reading them; those of another recipe's result are made if need be. */
export function findSource(
  { within = [], ...finder }: Finder,
  wanted: { readonly name: string; readonly spec: SourceSpec; readonly folder: string },
  call: DataCall,
): Promise<LocatedSource> {
  const { format, ...spec } = wanted.spec;
  return format === 'recipe'
    ? recipeResult({ ...finder, ...wanted, within }, call)
    : locateSource(finder, { ...wanted, spec: { ...spec, ...(format ? { format } : {}) } }, call);
}
