import type { LocalSource, PresentBytes } from '../shared/contracts/engine.ts';
import type { Schema } from '../shared/columnType.ts';
import type { Placed } from './remoteFiles.ts';
import { typesOf } from './widerTypes.ts';

/**
 * A placed source as the engine opens it. `identity` adds the hidden identity columns to `main`;
 * `wider` are the types that the whole of a large CSV needs.
 */
export function localSourceOf(
  { source, base, paths, hive, format, copies }: Placed,
  identity: boolean,
  wider: Schema | undefined,
): LocalSource {
  const { name, spec } = source;
  const present = copies.flatMap(({ path, present: own }): [string, PresentBytes[string]][] =>
    own ? [[path, own]] : [],
  );
  return {
    ...(format ? { format } : {}),
    ...(spec.options ? { options: spec.options } : {}),
    ...(spec.schema ? { schema: spec.schema } : {}),
    ...typesOf(spec.types, wider),
    ...{ files: paths, base, hive },
    identity: identity && name === 'main',
    ...(present.length > 0 ? { present: Object.fromEntries(present) } : {}),
  };
}
