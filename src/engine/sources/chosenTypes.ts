import type { Schema } from '../../shared/columnType.ts';

/** The columns that were found, with the types that were chosen for some of them. */
export function chosenTypes(found: Schema, chosen: Schema = []): Schema {
  return found.map((column) => chosen.find(({ name }) => name === column.name) ?? column);
}
