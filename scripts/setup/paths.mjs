import { fileURLToPath } from 'node:url';
import path from 'node:path';

/** The folder of the repository. */
export const root = path.resolve(fileURLToPath(import.meta.url), '../../..');

/** Where npm puts the programs of the packages, Node 24 for the tools among them. */
export const packagePrograms = path.join(root, 'node_modules', '.bin');
