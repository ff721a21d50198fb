import { chmodSync, existsSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { programOnPath } from './browser.mjs';
import { ask, CommandFailed } from './run.mjs';

/** The oldest minor version of Go 1 that was seen to fetch a newer one; Debian 12 has it. */
export const oldestGo = 19;

/** The toolchain that is taken where the machine's Go is too old to build something. */
const toolchain = '1.25.12';

/**
 * @typedef {object} Go
 * @property {string} path
 * @property {number} minor 25 of Go 1.25.3
 */

/**
 * Finds a go command, on the path or where Go's own archive is unpacked.
 * @returns {Go | undefined}
 */
export function findGo() {
  const candidates = [programOnPath('go'), '/usr/local/go/bin/go', '/opt/homebrew/bin/go'];
  for (const candidate of candidates) {
    if (candidate === undefined || !existsSync(candidate)) continue;
    const version = /go(\d+)\.(\d+)/.exec(ask(candidate, ['version']) ?? '');
    const [major, minor] = [Number(version?.[1]), Number(version?.[2])];
    if (major === 1 && minor >= oldestGo) return { path: candidate, minor };
  }
  return undefined;
}

/**
 * A go command of at least the wanted version. Debian 12 has Go 1.19 and its backports 1.23, and
 * only from 1.21 on does Go fetch a newer self (where `GOTOOLCHAIN` lets it). But the toolchain is
 * a module like any other, checked against Go's checksum database: an old Go downloads it, too.
 * @param {Go} go
 * @param {number} minor
 * @returns {string} the program's path
 */
export function goOfAtLeast(go, minor) {
  if (go.minor >= minor) return go.path;
  const module = `golang.org/toolchain@v0.0.1-go${toolchain}.${platform()}`;
  const answer = ask(go.path, ['mod', 'download', '-json', module]);
  /** @type {{Dir?: string}} */
  const downloaded = JSON.parse(/^\{[^]*^\}/m.exec(answer ?? '')?.[0] ?? '{}');
  if (downloaded.Dir === undefined)
    throw new CommandFailed(`${go.path} mod download ${module}`, 'brought nothing.');
  makeRunnable(downloaded.Dir);
  return path.join(downloaded.Dir, 'bin', process.platform === 'win32' ? 'go.exe' : 'go');
}

/**
 * A module's files are no programs; Go does the same when it has fetched a toolchain itself.
 * @param {string} folder
 */
function makeRunnable(folder) {
  for (const programs of ['bin', 'pkg/tool'])
    for (const entry of readdirSync(path.join(folder, programs), {
      recursive: true,
      withFileTypes: true,
    }))
      if (entry.isFile()) chmodSync(path.join(entry.parentPath, entry.name), 0o555);
}

/** This machine in Go's words. */
function platform() {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  return `${system}-${os.arch() === 'x64' ? 'amd64' : os.arch()}`;
}
