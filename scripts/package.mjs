// `npm run package`: packs the extension for this platform, and says what is in it.
//   --out FILE    instead of dist/sluice-<version>-<target>.vsix
//   --no-build    packs the bundles that are there
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { contentProblems } from './package/contents.mjs';
import { stage } from './package/stage.mjs';
import { zipEntries } from './package/zipEntries.mjs';
import { runCommand } from './setup.mjs';
import { packagePrograms, root } from './setup/paths.mjs';
import { run } from './setup/run.mjs';
import { toolEnvironment } from './setup/toolEnvironment.mjs';

/** Packed; DuckDB's library is most of it. */
const mostMegabytes = 45;

await runCommand(async () => {
  if (!process.argv.includes('--no-build'))
    await run(path.join(packagePrograms, 'node'), ['esbuild.mjs'], { env: toolEnvironment() });
  const target = platformTarget();
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const given = process.argv[process.argv.indexOf('--out') + 1];
  const file =
    process.argv.includes('--out') && given !== undefined
      ? path.resolve(given)
      : path.join(root, 'dist', `sluice-${version}-${target}.vsix`);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sluice-package-'));
  try {
    stage(folder);
    mkdirSync(path.dirname(file), { recursive: true });
    rmSync(file, { force: true });
    await createVSIX({
      cwd: folder,
      packagePath: file,
      target,
      allowMissingRepository: true,
      rewriteRelativeLinks: false,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return report(file);
});

/** @param {string} file */
function report(file) {
  const megabytes = statSync(file).size / 1e6;
  const prefix = 'extension/';
  const entries = zipEntries(file)
    .filter(({ name }) => name.startsWith(prefix))
    .map((entry) => ({ ...entry, name: entry.name.slice(prefix.length) }));
  console.log(
    `${path.relative(root, file)}: ${megabytes.toFixed(1)} MB, ${entries.length} files, the biggest:`,
  );
  const biggest = [...entries].sort((a, b) => b.packed - a.packed).slice(0, 8);
  for (const { name, packed, size } of biggest)
    console.log(
      `  ${(packed / 1e6).toFixed(2).padStart(6)} MB (${(size / 1e6).toFixed(2)} unpacked)  ${name}`,
    );
  const problems = contentProblems(entries.map(({ name }) => name));
  if (megabytes > mostMegabytes)
    problems.push(`It is larger than ${mostMegabytes} MB; look at the biggest files.`);
  for (const problem of problems) console.error(`package: ${problem}`);
  return problems.length === 0 ? 0 : 1;
}

/** The platform as the marketplace names it. */
function platformTarget() {
  return `${process.platform}-${process.arch}`;
}
