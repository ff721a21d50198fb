// Builds every bundle into dist/ and writes the registry indexes.
//   node esbuild.mjs            once
//   node esbuild.mjs --watch    again after each change
//   node esbuild.mjs --check    builds nothing; fails when a generated file is out of date
import { chmodSync, existsSync, statSync, watch } from 'node:fs';
import path from 'node:path';
import { context } from 'esbuild';
import { bundles } from './scripts/build/bundles.mjs';
import { copyPythonFiles } from './scripts/build/pythonFiles.mjs';
import { buildPythonWheel } from './scripts/build/pythonWheel.mjs';
import { generateIndexes, registries } from './scripts/build/registryIndex.mjs';
import { root } from './scripts/setup/paths.mjs';

/** How many bundles are being built; the lines that frame them tell an editor's task when. */
let building = 0;
/** @type {NodeJS.Timeout | undefined} */
let tellBuilt;

if (process.argv.includes('--check')) checkIndexes();
else await build({ watching: process.argv.includes('--watch') });

function checkIndexes() {
  const stale = generateIndexes({ check: true });
  for (const file of stale) console.error(`${file} is out of date. Run: npm run build`);
  if (stale.length > 0) process.exitCode = 1;
}

/** @param {{watching: boolean}} options */
async function build({ watching }) {
  for (const file of generateIndexes({ check: false })) console.log(`  ${file} written`);
  const count = copyPythonFiles();
  if (count > 0) console.log(`  python/: ${count} files`);
  const wheel = buildPythonWheel();
  if (wheel !== undefined) console.log(`  python/${path.basename(wheel)}`);

  for (const bundle of bundles()) {
    const builder = await context({
      ...bundle.options,
      plugins: [...(bundle.options.plugins ?? []), afterBuild(bundle)],
    });
    if (watching) await builder.watch();
    else {
      try {
        await builder.rebuild();
      } catch {
        // esbuild has printed the errors with their places.
        process.exitCode = 1;
      } finally {
        await builder.dispose();
      }
    }
  }
  if (watching) watchRegistries();
}

/**
 * Prints the size of a bundle after each build of it.
 * @param {ReturnType<typeof bundles>[number]} bundle
 * @returns {import('esbuild').Plugin}
 */
function afterBuild({ name, executable, output }) {
  return {
    name: 'after-build',
    setup(builder) {
      builder.onStart(() => {
        if (building === 0 && process.argv.includes('--watch')) console.log('watching: building');
        building += 1;
      });
      builder.onEnd(() => {
        building -= 1;
        // Bundles are started one after another: only when no other follows at once, it is built.
        clearTimeout(tellBuilt);
        tellBuilt = setTimeout(() => {
          if (building === 0 && process.argv.includes('--watch')) console.log('watching: built');
        }, 300);
      });
      builder.onEnd(({ errors }) => {
        if (errors.length > 0) return;
        if (executable) chmodSync(output, 0o755);
        console.log(`  ${name}.js: ${(statSync(output).size / 1024).toFixed(0)} KB`);
      });
    },
  };
}

/** A new file in a registry's folder is in nobody's import yet, so esbuild would not see it. */
function watchRegistries() {
  for (const { folder } of registries) {
    const full = path.join(root, folder);
    if (existsSync(full)) watch(full, () => generateIndexes({ check: false }));
  }
  const python = path.join(root, 'src/python/sluice');
  if (existsSync(python))
    watch(python, () => {
      copyPythonFiles();
      buildPythonWheel();
    });
}
