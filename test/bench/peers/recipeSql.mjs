// The recipe as a person would write it in SQL: `node recipeSql.mjs SOURCE TARGET`.
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [source = '', target = ''] = process.argv.slice(2);
/** @param {string} text */
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;
const text = readFileSync(new URL('recipe.sql', import.meta.url), 'utf8')
  .replace('$source', () => quoted(source))
  .replace('$target', () => quoted(target));
const instance = await DuckDBInstance.create(':memory:', {
  threads: '2',
  preserve_insertion_order: 'false',
});
const connection = await instance.connect();
await connection.run(text);
