/** Key of an Arrow field's metadata that holds its `ColumnType` as JSON. */
export const TYPE_KEY = 'sluice.type';
