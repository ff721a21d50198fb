import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EngineClient } from '../../src/engine/client.ts';
import { decodePage } from '../../src/shared/arrow/decodePage.ts';
import type { WorkbenchState } from '../../src/shared/contracts/workbenchState.ts';
import { requireRecipe } from '../../src/core/recipe/document.ts';
import type { WatchedPath } from '../../src/session/sessionHost.ts';
import { startEngine, temporaryFolder } from '../engine/startEngine.ts';
import { noView, TestDocument } from './openSession.ts';

const folder = temporaryFolder();
let engine: EngineClient;
let open: TestDocument[] = [];
beforeAll(async () => {
  engine = await startEngine();
});
afterEach(() => {
  for (const document of open) document.session.dispose();
  open = [];
});
afterAll(() => {
  engine.dispose();
  folder.remove();
});

function write(name: string, text: string): string {
  const path = join(folder.path, name);
  writeFileSync(path, text);
  return path;
}

/** What an editor's watch does, by hand. */
class Watched {
  paths: readonly WatchedPath[] = [];
  disposed = 0;
  heard: () => void = () => undefined;
  readonly watch = (
    paths: readonly WatchedPath[],
    heard: () => void,
  ): { readonly dispose: () => void } => {
    this.paths = paths;
    this.heard = heard;
    return {
      dispose: () => {
        this.disposed += 1;
      },
    };
  };
}

function view(uri: string, watched?: Watched): TestDocument {
  const document = new TestDocument(
    engine,
    { kind: 'data', uri, title: uri.slice(uri.lastIndexOf('/') + 1) },
    folder.path,
    {},
    watched ? { watch: watched.watch } : {},
  );
  open.push(document);
  return document;
}

function edit(recipe: object): TestDocument {
  const text = JSON.stringify(recipe, null, 2);
  const document = new TestDocument(engine, { kind: 'recipe', text, title: 'r' }, folder.path);
  open.push(document);
  return document;
}

const columns = (state: WorkbenchState): string[] =>
  (state.table?.schema ?? []).map(({ name, type }) => `${name} ${type.kind}`);

describe('how a text is read', () => {
  it('is previewed without a change of the table', async () => {
    const document = view(write('a.csv', 'a;b\n1,5;x\nbad\n2,5;y\n'));
    const before = await document.open();
    const found = await document.call('readPreview', {
      reading: { source: 'main', options: { decimal: ',' }, types: [] },
    });
    expect(found.schema.map(({ name, type }) => `${name} ${type.kind}`)).toEqual([
      'a float64',
      'b text',
    ]);
    expect(decodePage(found.page.arrow).rows).toEqual([
      [1.5, 'x'],
      [2.5, 'y'],
    ]);
    expect(found.rejected.examples).toEqual([
      { line: 3, column: 'b', cause: 'too few values', text: 'bad' },
    ]);
    expect(document.states.at(-1) ?? before).toEqual(before);
  });

  it('is previewed where it cannot be opened as it is', async () => {
    const document = view(write('broken.csv', 'a,b\n1,x\n2\n'));
    const state = await document.open();
    expect(state.problem?.message).toMatch(/Line 3/);
    const reading = { source: 'main', options: { badLines: 'skip' }, types: [] } as const;
    expect((await document.call('readPreview', { reading })).rejected.rows).toBe(1);
    const after = await document.call('applyReading', { reading });
    expect(after.problem).toBeUndefined();
    expect(after.source?.rejected).toMatchObject({ rows: 1, whole: true });
    expect(after.source?.asked).toEqual({ badLines: 'skip' });
    expect(await document.rows()).toEqual([['1', 'x']]);
  });

  it('gives way to a newer preview', async () => {
    const document = view(write('quick.csv', 'a,b\n1,x\n'));
    await document.open();
    const ask = (delimiter: string) =>
      document.call('readPreview', {
        reading: { source: 'main', options: { delimiter }, types: [] },
      });
    const [first, second] = [ask(';'), ask(',')];
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    expect((await second).schema).toHaveLength(2);
  });

  it('in a viewer opens anew, and goes into the recipe that is started', async () => {
    const document = view(write('v.csv', 'id|when|n\n007|01/02/2026|NA\n'));
    await document.open();
    const state = await document.call('applyReading', {
      reading: {
        source: 'main',
        options: { null: ['NA', ''], dateFormat: '%d/%m/%Y' },
        types: [{ name: 'id', type: 'text' }],
      },
    });
    expect(columns(state).slice(0, 2)).toEqual(['id text', 'when date']);
    expect((await document.rows())[0]).toEqual(['007', '2026-02-01', null]);
    await document.call('command', { id: 'startRecipe', view: noView });
    const { main } = requireRecipe(document.started[0] ?? '').sources;
    expect(main?.options).toMatchObject({ null: ['NA', ''], dateFormat: '%d/%m/%Y' });
    expect(main?.schema?.[0]).toEqual({ name: 'id', type: 'text' });
  });

  it('in a viewer stays so when its window comes back; what is no type any more is found out', async () => {
    const uri = write('back.csv', 'id|when\n007|01/02/2026\n');
    const document = view(uri);
    const types = [
      { name: 'id', type: 'text' },
      { name: 'when', type: 'moon phase' },
    ];
    const options = { dateFormat: '%d/%m/%Y' };
    await document.call('ready', { reading: { source: 'main', options, types } });
    const state = await document.until(({ table }) => table !== undefined);
    expect(columns(state)).toEqual(['id text', 'when date']);
    expect(state.source?.asked).toEqual(options);
    expect(await document.rows()).toEqual([['007', '2026-02-01']]);
    // The webview of a tab that was hidden meanwhile: nothing is opened anew.
    const again = await document.call('ready', { reading: { source: 'main', options, types } });
    expect(again.table?.key).toBe(state.table?.key);
  });

  it('in a recipe is one edit that one undo takes back', async () => {
    const uri = write('r.csv', 'a,b\n1,x\nz\n2,y\n');
    const options = { header: true, delimiter: ',' };
    const schema = [
      { name: 'a', type: 'int64' },
      { name: 'b', type: 'text' },
    ];
    const sources = { main: { uri, format: 'csv', options, schema } };
    const document = edit({ sluice: 1, name: 'r', sources, steps: [] });
    await document.open();
    const before = document.text;
    await document.call('applyReading', {
      reading: {
        source: 'main',
        options: { badLines: 'skip' },
        types: [{ name: 'a', type: 'float64' }],
      },
    });
    expect(document.edits).toHaveLength(1);
    expect(document.undo).toEqual([before]);
    const { main } = requireRecipe(document.text).sources;
    expect(main?.options).toEqual({
      ...{ header: true, delimiter: ',', quote: '"', escape: '"', null: '', skip: 0 },
      badLines: 'skip',
    });
    expect(main?.schema).toEqual([
      { name: 'a', type: 'float64' },
      { name: 'b', type: 'text' },
    ]);
    await document.until((state) => state.source?.rejected?.rows === 1);
    expect(await document.rows()).toEqual([
      [1, 'x'],
      [2, 'y'],
    ]);
  });
});

describe('a CSV over 64 MB', () => {
  it('is opened by its head, and anew where the whole of it has wider types', async () => {
    const line = `12,${'word '.repeat(30)}\n`;
    const rows = Math.ceil((65 * 1024 * 1024) / line.length);
    const path = write('large.csv', `n,words\n${line.repeat(rows)}0.5,last\n`);
    const document = view(path);
    const first = await document.open();
    expect(first.table?.schema[0]).toEqual({ name: 'n', type: { kind: 'int64' } });
    const then = await document.until(
      (state) => state.table?.schema[0]?.type.kind === 'float64',
      60_000,
    );
    expect(then.table?.key).not.toBe(first.table?.key);
    expect(then.source?.notes).toEqual([
      'Rows far down do not have the types of the first ones: “n” is float64.',
    ]);
    expect(then.problem).toBeUndefined();
  });
});

describe('data that change on disk', () => {
  it('are told of, and shown after a reload; a touch without a change of bytes counts too', async () => {
    const watched = new Watched();
    const path = write('w.csv', 'a\n1\n');
    const document = view(path, watched);
    const first = await document.open();
    expect(watched.paths).toEqual([{ path, recursive: false }]);
    expect(first.changed).toBeUndefined();
    watched.heard();
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(document.state.changed).toBeUndefined();
    writeFileSync(path, 'a\n1\n2\n');
    watched.heard();
    const changed = await document.until((state) => state.changed !== undefined);
    expect(changed.changed).toEqual({ what: 'changed', names: ['w.csv'] });
    expect(changed.table?.key).toBe(first.table?.key);
    const state = await document.call('reload', {});
    expect(state.changed).toBeUndefined();
    expect(await document.rows()).toEqual([['1'], ['2']]);
  });

  it('never give rows of another file: the request fails, and says so at once', async () => {
    const path = write('swap.csv', 'a,b\n1,x\n');
    const document = view(path, new Watched());
    await document.open();
    writeFileSync(path, 'a,b\n9,z\n');
    utimesSync(path, new Date(), new Date(Date.now() + 2000));
    await expect(document.rows()).rejects.toMatchObject({ code: 'changed' });
    await document.until((state) => state.changed?.what === 'changed');
  });

  it('tell of a file that is gone, and of one that came back', async () => {
    const watched = new Watched();
    const path = write('gone.csv', 'a\n1\n');
    const document = view(path, watched);
    await document.open();
    rmSync(path);
    watched.heard();
    const state = await document.until((one) => one.changed !== undefined);
    expect(state.changed).toEqual({ what: 'removed', names: ['gone.csv'] });
    writeFileSync(path, 'a\n1\n');
    watched.heard();
    await document.until((one) => one.changed?.what === 'changed');
  });

  it('watch a folder with what is added to it, and no longer than the document is open', async () => {
    const watched = new Watched();
    mkdirSync(join(folder.path, 'parts'));
    write('parts/1.csv', 'a\n1\n');
    write('parts/2.csv', 'a\n2\n');
    const base = join(folder.path, 'parts');
    const document = view(base, watched);
    await document.open();
    expect(watched.paths).toEqual([{ path: base, recursive: true }]);
    write('parts/3.csv', 'a\n3\n');
    watched.heard();
    await document.until((state) => state.changed?.what === 'changed');
    document.session.dispose();
    expect(watched.disposed).toBe(1);
  });
});

describe('another recipe as a source', () => {
  const usage = (least: number): string =>
    JSON.stringify({
      sluice: 1,
      name: 'usage',
      sources: { main: { uri: 'visits.csv', format: 'csv' } },
      steps: [
        {
          ...{ id: 'few', op: 'filter-rows' },
          params: { where: { column: 'seconds', is: 'at-least', value: least } },
        },
      ],
    });

  it('shows its rows, is told of when its steps change, and shows them after a reload', async () => {
    write('visits.csv', 'user,seconds\n1,10\n2,20\n3,30\n');
    const path = write('usage.sluice.json', usage(15));
    const text = JSON.stringify({
      sluice: 1,
      name: 'outer',
      sources: { main: { uri: 'usage.sluice.json', format: 'recipe' } },
      steps: [{ id: 'number', op: 'row-number', params: { as: 'n' } }],
    });
    const watched = new Watched();
    const document = new TestDocument(
      engine,
      { kind: 'recipe', text, title: 'outer.sluice.json' },
      folder.path,
      {},
      { watch: watched.watch },
    );
    open.push(document);
    await document.open();
    expect(await document.rows()).toEqual([
      ['2', '20', '1'],
      ['3', '30', '2'],
    ]);
    expect(watched.paths).toEqual([{ path, recursive: false }]);
    write('usage.sluice.json', usage(25));
    watched.heard();
    const changed = await document.until((state) => state.changed !== undefined);
    expect(changed.changed).toEqual({ what: 'changed', names: ['usage.sluice.json'] });
    await document.call('reload', {});
    expect(await document.rows()).toEqual([['3', '30', '1']]);
  });
});
