import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setup/paths.mjs';

/** What is built: the file in `dist/`, and where its source starts. */
const entries = [
  { name: 'cli', source: 'src/cli.ts', executable: true },
  { name: 'engine', source: 'src/engine/main.ts', executable: false },
  { name: 'aws', source: 'src/aws/main.ts', executable: false },
];

// A bundle is CommonJS, where `import.meta` is empty; sources use it as ES modules do.
const moduleUrl = "const bundleUrl = require('node:url').pathToFileURL(__filename).href;";

/**
 * The bundles whose source is there.
 * @returns {{name: string, executable: boolean, output: string, options: import('esbuild').BuildOptions}[]}
 */
export function bundles() {
  const found = entries.filter(({ name, source }) => {
    if (existsSync(path.join(root, source))) return true;
    console.log(`  ${name}.js: no entry yet (${source})`);
    return false;
  });
  return found.map(({ name, source, executable }) => {
    const output = path.join(root, 'dist', `${name}.js`);
    return { name, executable, output, options: optionsOf(source, output, executable) };
  });
}

/**
 * @param {string} source
 * @param {string} outfile
 * @param {boolean} executable
 * @returns {import('esbuild').BuildOptions}
 */
function optionsOf(source, outfile, executable) {
  const hashbang = executable && !readFileSync(path.join(root, source), 'utf8').startsWith('#!');
  return {
    absWorkingDir: root,
    entryPoints: [source],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    // jsonc-parser's main entry is UMD, whose requires a bundler cannot follow.
    mainFields: ['module', 'main'],
    target: 'node20',
    sourcemap: true,
    // Native code cannot be bundled, and `vscode` exists only inside the editor.
    external: ['@duckdb/node-api', '@duckdb/node-bindings*', 'vscode'],
    define: {
      'import.meta.url': 'bundleUrl',
      'import.meta.dirname': '__dirname',
      'import.meta.filename': '__filename',
    },
    banner: { js: `${hashbang ? '#!/usr/bin/env node\n' : ''}${moduleUrl}` },
    logLevel: 'warning',
  };
}
