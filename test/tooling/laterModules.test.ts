import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { laterEntry } from '../../scripts/build/laterModules.mjs';
import { root } from '../../scripts/setup/paths.mjs';

it('no two modules that are loaded later export the same name: `export *` would lose both', () => {
  const { contents } = laterEntry();
  const files = [...String(contents).matchAll(/from '\.\/([^']+)'/g)].map(([, file = '']) => file);
  expect(files.length).toBeGreaterThan(5);
  const names = files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const found = text.matchAll(/^export (?:async )?(?:function|class|const) (\w+)/gm);
    return [...found].map(([, name = '']) => name);
  });
  expect(names.length).toBeGreaterThan(5);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});
