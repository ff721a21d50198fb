import { isUntyped, readAs } from '../core/recipe/applied/readAs.ts';
import { formatType } from '../core/sql/types.ts';
import type { ColumnMapping } from '../shared/appliedDrift.ts';
import type { Schema } from '../shared/columnType.ts';
import { AppError } from '../shared/errors.ts';
import type { Recipe, Source } from '../shared/recipe.ts';
import type { SourceFormat, SourceOptions } from '../shared/source.ts';
import type { DataCall } from './dataCall.ts';
import type { DataSession } from './dataSession.ts';
import { emptyColumns } from './emptyColumns.ts';

/** Other data for a source of a recipe, as they were found. */
export interface OtherData {
  readonly source: string;
  readonly uri: string;
  readonly format: SourceFormat;
  readonly options: SourceOptions;
  readonly schema: Schema;
  /** Columns without any value, whose types are therefore nobody's. */
  readonly empty: readonly string[];
  /** Sentences worth telling of how they are read. */
  readonly notes: readonly string[];
}

/**
 * Opens other data beside a recipe and says what they hold. Of a CSV the texts for null and the way
 * with bad lines are the recipe's, as nothing in the data tells them. Throws `usage` for a source
 * that the recipe has not.
 */
export async function otherData(
  session: DataSession,
  { recipe, source, uri, folder }: OtherDataInput,
  call: DataCall = {},
): Promise<OtherData> {
  const replaced = Object.hasOwn(recipe.sources, source) ? recipe.sources[source] : undefined;
  if (!replaced) {
    throw new AppError('usage', `The recipe has no source “${source}”.`, {
      hint: `Its sources are: ${Object.keys(recipe.sources).join(', ')}.`,
    });
  }
  const options = kept(replaced);
  let located = await session.locate(source, { uri }, folder, call);
  if (located.format === 'csv' && Object.keys(options).length > 0) {
    located = await session.locate(source, { uri, options }, folder, call);
  }
  const opened = (await session.openSources([located], false, call))[source]?.opened;
  if (!opened) throw new AppError('internal', `Source “${source}” did not open.`);
  const { format, schema, notes } = opened;
  const empty = await emptyColumns(session, source, untold(replaced, format, schema), call);
  return {
    ...{ source, uri, format, schema, empty, notes },
    options: { ...opened.options, ...(format === 'csv' ? options : {}) },
  };
}

/** Where the other data lie, and which source of which recipe they are for. */
export interface OtherDataInput {
  readonly recipe: Recipe;
  readonly source: string;
  readonly uri: string;
  /** A relative address is taken against it. */
  readonly folder: string;
}

/** Other data as a source of the recipe, once it is known which column is which. */
export function sourceFor(
  { uri, format, options, schema, empty }: OtherData,
  own: Schema | undefined,
  mapping: ColumnMapping,
): Source {
  const types = readAs({ format, empty }, own, schema, mapping);
  return {
    ...{ uri, format, options },
    schema: types.map(({ name, type }) => ({ name, type: formatType(type) })),
  };
}

/** Columns that are text in a format without types, and not text (or not there) in the recipe. */
function untold(replaced: Source, format: SourceFormat, found: Schema): Schema {
  if (!replaced.schema || !isUntyped(format)) return [];
  const texts = new Set(
    replaced.schema.flatMap(({ name, type }) => (type === 'text' ? [name] : [])),
  );
  return found.filter(({ name, type }) => type.kind === 'text' && !texts.has(name));
}

function kept({ format, options }: Source): SourceOptions {
  if (format !== 'csv') return {};
  return {
    ...(options.null === undefined ? {} : { null: options.null }),
    ...(options.badLines === undefined ? {} : { badLines: options.badLines }),
  };
}
