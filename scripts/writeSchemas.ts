import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { recipeJsonSchema } from '../src/core/recipe/jsonSchema.ts';

// Writes the published JSON Schemas; a unit test fails when they are out of date.
const folder = fileURLToPath(new URL('../media/schemas/', import.meta.url));
await mkdir(folder, { recursive: true });
await writeFile(
  `${folder}recipe.schema.json`,
  await format(JSON.stringify(recipeJsonSchema()), { parser: 'json', printWidth: 100 }),
);
