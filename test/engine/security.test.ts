import { mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineClient } from '../../src/engine/client.ts';
import { openInstance } from '../../src/engine/openInstance.ts';
import { AppError } from '../../src/shared/errors.ts';
import { decodePage } from '../../src/shared/arrow/decodePage.ts';
import { openMain, startEngine, temporaryFolder } from './startEngine.ts';

const folder = temporaryFolder();
const source = join(folder.path, 'a.csv');
const secret = join(folder.path, 'secret.csv');
const link = join(folder.path, 'link.csv');

let engine: EngineClient;
beforeAll(async () => {
  mkdirSync(join(folder.path, 'sub'));
  writeFileSync(source, 'a,b\n1,x\n2,y\n');
  writeFileSync(secret, 'password\nhunter2\n');
  symlinkSync(secret, link);
  engine = await startEngine();
  await openMain(engine, 'd', source);
});
afterAll(() => {
  engine.dispose();
  folder.remove();
});

/** Named as people would name the attack. Each must be refused before it runs. */
const attacks: Readonly<Record<string, string>> = {
  'read_text of a sibling': `SELECT * FROM read_text('${secret}')`,
  'read_csv of a sibling': `SELECT * FROM read_csv('${secret}')`,
  'a sibling as a table name': `SELECT * FROM '${secret}'`,
  'a sibling through ..': `SELECT * FROM read_csv('${folder.path}/sub/../secret.csv')`,
  'a sibling through a symbolic link': `SELECT * FROM read_csv('${link}')`,
  'the source itself, past its options': `SELECT * FROM read_text('${source}')`,
  glob: `SELECT * FROM glob('${folder.path}/*')`,
  sniff_csv: `SELECT * FROM sniff_csv('${secret}')`,
  'COPY TO': `COPY (SELECT 1) TO '${folder.path}/out.csv'`,
  'COPY FROM': `COPY main FROM '${secret}'`,
  EXPORT: `EXPORT DATABASE '${folder.path}/out'`,
  SET: `SET enable_external_access = true`,
  RESET: 'RESET allowed_paths',
  PRAGMA: 'PRAGMA database_list',
  ATTACH: `ATTACH '${folder.path}/x.db'`,
  INSTALL: 'INSTALL httpfs',
  LOAD: 'LOAD httpfs',
  CALL: `CALL enable_logging()`,
  'a second statement': 'SELECT 1; SELECT 2',
  'a second statement that writes': `SELECT 1; COPY (SELECT 1) TO '${folder.path}/out.csv'`,
  'SHOW posing as a SELECT': 'SHOW TABLES',
  'SUMMARIZE posing as a SELECT': 'SUMMARIZE main',
  'DESCRIBE inside a SELECT': 'SELECT * FROM (DESCRIBE main)',
  'PRAGMA posing as a function': `SELECT * FROM pragma_database_list()`,
  'a way out of the parentheses': `SELECT 1) ; COPY (SELECT 1) TO '${folder.path}/out.csv' ; SELECT * FROM (SELECT 1`,
  'a comment that eats the parenthesis': 'SELECT 1 /*',
  'a line comment and a way out': `SELECT 1 --\n) ; SELECT (1`,
  'query() of text': `SELECT * FROM query('SELECT 1')`,
  'query_table() of a file': `SELECT * FROM query_table('${secret}')`,
  'serialised SQL': `SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))`,
  'logging to a file': `SELECT * FROM enable_logging(storage = 'file', storage_path = '${folder.path}/logs')`,
  'the settings': 'SELECT * FROM duckdb_settings()',
  'the settings as a view': 'SELECT * FROM pg_catalog.pg_settings',
  'the views of the schema': 'SELECT sql FROM duckdb_views',
  information_schema: 'SELECT * FROM information_schema.tables',
  getenv: `SELECT getenv('HOME')`,
  current_setting: `SELECT current_setting('allowed_paths')`,
  sleep: 'SELECT sleep_ms(100000)',
  'a table of another name': 'SELECT * FROM sqlite_master',
  'in a subquery of an expression': `SELECT (SELECT content FROM read_text('${secret}'))`,
  'in a common table expression': `WITH c AS (SELECT * FROM read_text('${secret}')) SELECT * FROM c`,
  'no statement at all': '   ',
  'a NUL character': 'SELECT 1\0',
};

describe('refused', () => {
  it.each(Object.entries(attacks))('%s', async (_, sql) => {
    const before = readdirSync(folder.path).sort();
    for (const call of [
      () => engine.page({ document: 'd', query: { sql }, offset: 0, limit: 10 }),
      () => engine.describe({ document: 'd', query: { sql } }),
      () => engine.profile({ document: 'd', query: { sql } }),
      () => engine.needs({ document: 'd', method: 'rows', params: { query: { sql }, limit: 1 } }),
    ]) {
      const error: unknown = await call().then(
        (answer) => answer,
        (reason: unknown) => reason,
      );
      if (!(error instanceof AppError)) throw new Error('It was not refused.');
      expect(['bad-sql', 'forbidden']).toContain(error.code);
      expect(JSON.stringify(error)).not.toContain('hunter2');
    }
    expect(readdirSync(folder.path).sort()).toEqual(before);
    expect(readFileSync(source, 'utf8')).toBe('a,b\n1,x\n2,y\n');
  });

  it('leaves the document as it was', async () => {
    const query = { sql: 'SELECT a FROM main ORDER BY a' };
    const page = await engine.page({ document: 'd', query, offset: 0, limit: 10 });
    expect(decodePage(page.arrow).rows).toEqual([['1'], ['2']]);
  });
});

describe('the instance itself, if a query got past the check', () => {
  it.each([
    ['read_text of a sibling', `SELECT * FROM read_text('${secret}')`],
    ['a symbolic link', `SELECT * FROM read_csv('${link}')`],
    ['..', `SELECT * FROM read_csv('${folder.path}/sub/../secret.csv')`],
    ['glob', `SELECT * FROM glob('${folder.path}/*')`],
    ['COPY TO', `COPY (SELECT 1) TO '${folder.path}/out.csv'`],
    ['COPY TO the source', `COPY (SELECT 1) TO '${source}'`],
    ['ATTACH', `ATTACH '${folder.path}/x.db'`],
    ['opening access again', 'SET enable_external_access = true'],
    ['more paths', `SET allowed_paths = ['${secret}']`],
    ['INSTALL', 'INSTALL httpfs'],
    ['http', `SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')`],
    ['an extension of the disk', `LOAD '${folder.path}/x.duckdb_extension'`],
  ])('refuses %s', async (_, sql) => {
    const spillDirectory = join(folder.path, 'spill');
    const instance = await openInstance([source], { memoryMb: 256, threads: 1, spillDirectory });
    try {
      const connection = await instance.connect();
      await expect(connection.run(sql)).rejects.toThrow();
    } finally {
      instance.closeSync();
    }
  });
});

it('gives the engine an environment without credentials', async () => {
  process.env['AWS_SECRET_ACCESS_KEY'] = 'not-for-the-engine';
  const other = await startEngine();
  try {
    const { pid } = await other.stats();
    const names = readFileSync(`/proc/${String(pid)}/environ`, 'utf8')
      .split('\0')
      .map((pair) => pair.split('=')[0]);
    expect(names).toContain('UV_THREADPOOL_SIZE');
    expect(names.filter((name) => name?.startsWith('AWS_'))).toEqual([]);
  } finally {
    delete process.env['AWS_SECRET_ACCESS_KEY'];
    other.dispose();
  }
});
