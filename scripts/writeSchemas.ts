import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { publishedSchemas } from './publishedSchemas.ts';

// Writes the published JSON Schemas; a unit test fails when they are out of date.
const folder = fileURLToPath(new URL('../media/schemas/', import.meta.url));
await mkdir(folder, { recursive: true });
for (const [name, text] of Object.entries(await publishedSchemas())) {
  await writeFile(`${folder}${name}`, text);
}
