import { readFile, readdir } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { docPages } from '../../scripts/docs/docPages.ts';

it('keeps the pages of operations, functions and checks as the registries have them (npm run docs)', async () => {
  const pages = docPages();
  expect(await readdir('docs')).toEqual(Object.keys(pages).sort());
  for (const [name, text] of Object.entries(pages)) {
    expect(
      (await readFile(`docs/${name}`, 'utf8')) === text,
      `docs/${name} is as the code has it`,
    ).toBe(true);
  }
});
