import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { docPages } from './docs/docPages.ts';

// Writes the pages that follow from the registries; a unit test fails when they are out of date.
const folder = fileURLToPath(new URL('../docs/', import.meta.url));
await mkdir(folder, { recursive: true });
for (const [name, text] of Object.entries(docPages())) await writeFile(`${folder}${name}`, text);
