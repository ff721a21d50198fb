import type { LocalSource, PresentBytes } from '../shared/contracts/engine.ts';
import type { Schema } from '../shared/columnType.ts';
import type { Placed } from './remoteFiles.ts';
import { typesOf } from './widerTypes.ts';

interface Opening {
  /** Types that hold for the whole of a large CSV. */
  readonly wider: Schema | undefined;
  /** Adds the hidden identity columns. */
  readonly identity: boolean;
}

/** A source whose files are on this machine, as the engine opens it. */
export function localSource(
  { source, base, paths, hive, format, copies }: Placed,
  { wider, identity }: Opening,
): LocalSource {
  const { options, schema, types } = source.spec;
  const present = copies.flatMap(({ path, present: own }): [string, PresentBytes[string]][] =>
    own ? [[path, own]] : [],
  );
  return {
    ...(format ? { format } : {}),
    ...(options ? { options } : {}),
    ...(schema ? { schema } : {}),
    ...typesOf(types, wider),
    files: paths,
    ...{ base, hive, identity },
    ...(present.length > 0 ? { present: Object.fromEntries(present) } : {}),
  };
}
