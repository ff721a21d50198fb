import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { applyEdits, modify } from 'jsonc-parser';
import { insightSettings } from './insightSettings.ts';

// Writes the settings of insights into package.json; a unit test fails when they are out of date.
const manifest = fileURLToPath(new URL('../package.json', import.meta.url));
const text = await readFile(manifest, 'utf8');
const category = { title: 'Insights', order: 2, properties: insightSettings() };
const place = ['contributes', 'configuration', 1];
const formattingOptions = { insertSpaces: true, tabSize: 2 };
await writeFile(manifest, applyEdits(text, modify(text, place, category, { formattingOptions })));
