import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setup/paths.mjs';
import { zipStored } from './zipStored.mjs';

const source = path.join(root, 'src/python');

/**
 * Writes the wheel of the Python package into `dist/python/`, without any tool of Python's: the
 * same sources give the same bytes.
 * @returns {string | undefined} the wheel's path; undefined where there is no package
 */
export function buildPythonWheel() {
  if (!existsSync(path.join(source, 'pyproject.toml'))) return undefined;
  const project = readProject();
  const info = `sluice-${project.version}.dist-info`;
  const modules = readdirSync(path.join(source, 'sluice'))
    .filter((name) => name.endsWith('.py') || name === 'py.typed')
    .sort();
  const files = [
    ...modules.map((name) => ({
      name: `sluice/${name}`,
      content: readFileSync(path.join(source, 'sluice', name)),
    })),
    { name: `${info}/licenses/LICENSE`, content: readFileSync(path.join(root, 'LICENSE')) },
    { name: `${info}/METADATA`, content: Buffer.from(metadata(project)) },
    { name: `${info}/WHEEL`, content: Buffer.from(wheel) },
  ];
  const record = files.map(
    ({ name, content }) => `${name},sha256=${hash(content)},${content.length}`,
  );
  const list = `${[...record, `${info}/RECORD,,`].join('\n')}\n`;
  const bytes = zipStored([...files, { name: `${info}/RECORD`, content: Buffer.from(list) }]);
  const folder = path.join(root, 'dist/python');
  const out = path.join(folder, `sluice-${project.version}-py3-none-any.whl`);
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    // Wheels of other versions would be installed in its place.
    if (name.endsWith('.whl') && name !== path.basename(out)) rmSync(path.join(folder, name));
  }
  writeFileSync(out, bytes);
  return out;
}

const wheel = `Wheel-Version: 1.0
Generator: sluice
Root-Is-Purelib: true
Tag: py3-none-any
`;

/** @typedef {{version: string, description: string, python: string, extras: [string, string[]][]}} Project */

/**
 * What the metadata need of `pyproject.toml`, which is ours and simple.
 * @returns {Project}
 */
function readProject() {
  const text = readFileSync(path.join(source, 'pyproject.toml'), 'utf8');
  const value = (/** @type {string} */ key) => {
    const found = new RegExp(`^${key} = "(.+)"$`, 'm').exec(text)?.[1];
    if (found === undefined) throw new Error(`src/python/pyproject.toml has no ${key}.`);
    return found;
  };
  const version = value('version');
  const module = readFileSync(path.join(source, 'sluice/__init__.py'), 'utf8');
  const product = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version;
  if (product !== version || !module.includes(`__version__ = "${version}"`)) {
    throw new Error(
      `The version ${product} of package.json must also stand in src/python/pyproject.toml and src/python/sluice/__init__.py.`,
    );
  }
  const lines = text.split('\n');
  const from = lines.indexOf('[project.optional-dependencies]') + 1;
  const optional = from === 0 ? [] : lines.slice(from, lines.indexOf('', from));
  return {
    version,
    description: value('description'),
    python: value('requires-python'),
    extras: optional.map((line) => {
      const [name = '', list = '[]'] = line.split(' = ');
      return [name, JSON.parse(list)];
    }),
  };
}

/** @param {Project} project */
function metadata({ version, description, python, extras }) {
  return [
    'Metadata-Version: 2.4',
    'Name: sluice',
    `Version: ${version}`,
    `Summary: ${description}`,
    'License-Expression: Apache-2.0',
    'License-File: LICENSE',
    `Requires-Python: ${python}`,
    ...extras.flatMap(([name, needs]) => [
      `Provides-Extra: ${name}`,
      ...needs.map((need) => `Requires-Dist: ${need}; extra == "${name}"`),
    ]),
    '',
  ].join('\n');
}

/** @param {Buffer} content */
function hash(content) {
  return createHash('sha256').update(content).digest('base64url');
}
