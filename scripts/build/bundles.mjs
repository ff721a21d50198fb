import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setup/paths.mjs';
import { laterEntry, loadAwsLater, loadLater } from './laterModules.mjs';

/** What is built: the file in `dist/`, and where its source starts. */
const entries = [
  { name: 'cli', source: 'src/cli/launch.ts', executable: true },
  { name: 'cliMain', source: 'src/cli.ts', executable: false },
  { name: 'engine', source: 'src/engine/main.ts', executable: false },
  { name: 'aws', source: 'src/aws/main.ts', executable: false },
  // A third of the command line, and most commands never talk to AWS.
  { name: 'awsHandlers', source: 'src/aws/handlers.ts', executable: false },
  { name: 'extension', source: 'src/extension.ts', executable: false },
];

/** What runs in webviews: one script and one stylesheet each. */
const pages = [
  { name: 'workbench', source: 'webview/workbench/main.tsx' },
  // Large, and loaded by the workbench when the first chart is shown.
  { name: 'charts', source: 'webview/workbench/charts/draw/main.ts' },
  { name: 'workbenchPage', source: 'webview/workbench/page/main.tsx' },
  { name: 'runPanel', source: 'webview/runPanel/main.tsx' },
  { name: 'trainForm', source: 'webview/trainForm/main.tsx' },
  { name: 'gridPage', source: 'webview/grid/page/main.tsx' },
];

// A bundle is CommonJS, where `import.meta` is empty; sources use it as ES modules do.
const moduleUrl = "const bundleUrl = require('node:url').pathToFileURL(__filename).href;";

/** The icons' stylesheet with their font, which pages link by an id that the controls look for. */
const icons = { name: 'codicon', source: 'node_modules/@vscode/codicons/dist/codicon.css' };

/**
 * The bundles whose source is there.
 * @returns {{name: string, executable: boolean, output: string, options: import('esbuild').BuildOptions}[]}
 */
export function bundles() {
  const isThere = (/** @type {{name: string, source: string}} */ { name, source }) => {
    if (existsSync(path.join(root, source))) return true;
    console.log(`  ${name}.js: no entry yet (${source})`);
    return false;
  };
  return [
    ...entries.filter(isThere).map(({ name, source, executable }) => {
      const output = path.join(root, 'dist', `${name}.js`);
      const options = optionsOf(source, output, executable);
      if (name === 'extension') options.plugins = [loadLater];
      if (name === 'cliMain') options.plugins = [loadAwsLater];
      return { name, executable, output, options };
    }),
    ...(isThere({ name: 'later', source: 'src/extension.ts' }) ? [laterBundle()] : []),
    ...pages.filter(isThere).map(({ name, source }) => {
      const output = path.join(root, 'dist', 'webview', `${name}.js`);
      return {
        name: `webview/${name}`,
        executable: false,
        output,
        options: pageOptions(source, output),
      };
    }),
    ...[icons].filter(isThere).map(({ name, source }) => {
      const output = path.join(root, 'dist', 'webview', `${name}.css`);
      const options = { ...pageOptions(source, output), sourcemap: false };
      return { name: `webview/${name}`, executable: false, output, options };
    }),
  ];
}

function laterBundle() {
  const output = path.join(root, 'dist', 'later.js');
  const { entryPoints: _entry, ...options } = optionsOf('src/extension.ts', output, false);
  return {
    name: 'later',
    executable: false,
    output,
    options: { ...options, stdin: laterEntry(), plugins: [] },
  };
}

/**
 * @param {string} source
 * @param {string} outfile
 * @returns {import('esbuild').BuildOptions}
 */
function pageOptions(source, outfile) {
  return {
    absWorkingDir: root,
    entryPoints: [source],
    outfile,
    bundle: true,
    platform: 'browser',
    format: 'iife',
    target: 'chrome130',
    jsx: 'automatic',
    minify: true,
    sourcemap: true,
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.ttf': 'file', '.css': 'css' },
    assetNames: '[name]',
    logLevel: 'warning',
  };
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
    // Node reads a bundle whole at each start. Names stay, for stacks and for errors told by class.
    minifyWhitespace: true,
    minifySyntax: true,
    sourcemap: true,
    // Native code cannot be bundled, and `vscode` exists only inside the editor.
    external: [
      ...['@duckdb/node-api', '@duckdb/node-bindings*', 'vscode'],
      // The editor talks to AWS through a child process only.
      ...(source === 'src/extension.ts' ? ['@aws-sdk/*', '@smithy/*'] : []),
    ],
    define: {
      'import.meta.url': 'bundleUrl',
      'import.meta.dirname': '__dirname',
      'import.meta.filename': '__filename',
    },
    banner: { js: `${hashbang ? '#!/usr/bin/env node\n' : ''}${moduleUrl}` },
    logLevel: 'warning',
  };
}
