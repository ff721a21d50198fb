import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { useBuild } from './build.ts';
import { runAnswer } from './orders.ts';
import { rowsOf } from './query.ts';
import { refused } from './refused.ts';
import { Workspace } from './sluice.ts';

useBuild();

let work: Workspace;
beforeEach(() => {
  work = new Workspace();
  return () => {
    work.remove();
  };
});

describe('a refit', () => {
  it('learns what the steps below are made of: columns of a one-hot step', async () => {
    work.write('colors.csv', 'size,color\n1,red\n2,blue\n3,\n4,red\n');
    const step = (id: string, op: string, params: object) => ({ id, op, version: 1, params });
    const recipe = 'colors.sluice.json';
    const document = (last: string) => ({
      ...{ sluice: 1, name: 'colors' },
      sources: {
        main: {
          ...{ uri: 'colors.csv', format: 'csv' },
          schema: [
            { name: 'size', type: 'int64' },
            { name: 'color', type: 'text' },
          ],
        },
      },
      steps: [
        step('hot', 'one-hot-encode', { columns: ['color'] }),
        step('twice', 'formula', { column: 'twice', expression: 'color_red * 2' }),
        step('pick', 'select-columns', { columns: ['size', 'color_red', 'twice'] }),
        step('last', 'rename-column', { from: last, to: 'red' }),
      ],
      outputs: [{ name: 'all', uri: 's3://bucket/colors/', format: 'parquet' }],
    });
    work.writeJson(recipe, document('color_red'));
    const checked = z.object({
      ok: z.boolean(),
      problems: z.array(z.object({ step: z.string(), code: z.string(), message: z.string() })),
    });
    const before = await work.run(['validate', recipe, '--json']);
    expect(before.code).toBe(1);
    const waits = (id: string, column: string) => ({
      ...{ step: id, code: 'stale' },
      message: `Column “${column}” is not known yet: step hot has not learned.`,
    });
    expect(checked.parse(JSON.parse(before.stdout))).toEqual({
      ok: false,
      problems: [
        waits('twice', 'color_red'),
        waits('pick', 'color_red'),
        waits('last', 'color_red'),
      ],
    });
    await refused(work, ['run', recipe], { exit: 1, code: 'stale', says: /hot \(never learned\)/ });
    const done = runAnswer.parse(await work.json(['run', recipe, '--refit']));
    expect(await rowsOf(join(done.run, 'output/all'))).toEqual([
      ['1', 1, '2'],
      ['2', 0, '0'],
      ['3', 0, '0'],
      ['4', 1, '2'],
    ]);
    expect(checked.parse(await work.json(['validate', recipe]))).toEqual({
      ok: true,
      problems: [],
    });
    // A column that no category can give is missing whatever is learned, and nothing is written.
    work.writeJson(recipe, document('colour'));
    await refused(work, ['run', recipe, '--refit'], {
      ...{ exit: 1, code: 'bad-recipe', says: /There is no column “colour”/ },
    });
  });
});

describe('values learned from columns that look personal', () => {
  it('are kept in a file beside the recipe, those of others in it', async () => {
    const people = ['a@x.org,red', 'b@x.org,blue', ',red', 'a@x.org,'];
    work.write('people.csv', `mail,color\n${people.join('\n')}\n`);
    const fill = (id: string, column: string) => ({
      ...{ id, op: 'fill-missing', version: 1 },
      params: { columns: [column], with: 'mode' },
    });
    work.writeJson('people.sluice.json', {
      ...{ sluice: 1, name: 'people', sources: { main: { uri: 'people.csv', format: 'csv' } } },
      steps: [fill('who', 'mail'), fill('hue', 'color')],
      outputs: [{ name: 'all', uri: 's3://bucket/people/', format: 'parquet' }],
    });
    const done = runAnswer.parse(await work.json(['run', 'people.sluice.json', '--refit']));
    expect(await rowsOf(join(done.run, 'output/all'))).toEqual([
      ['a@x.org', 'red'],
      ['b@x.org', 'blue'],
      ['a@x.org', 'red'],
      ['a@x.org', 'red'],
    ]);
    // SHA-256 of the bytes below, as `sha256sum` gives it.
    const name = '0f2d486490fd34801ed39e9dec6b27dfc9692a30c7b3155bdd527db9613a3057.fitted.json';
    expect(work.read(name)).toBe('{"mail":"a@x.org"}');
    const recipe = work.readJson('people.sluice.json');
    expect(recipe).toMatchObject({
      fitted: { who: { file: name }, hue: { values: { color: 'red' } } },
    });
    expect(work.read('people.sluice.json')).not.toContain('@x.org');
    // The file is read again, and named the same.
    expect((await work.run(['run', 'people.sluice.json'])).code).toBe(0);
    await work.json(['run', 'people.sluice.json', '--refit']);
    expect(work.readJson('people.sluice.json')).toMatchObject({ fitted: { who: { file: name } } });
  });
});
