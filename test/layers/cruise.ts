import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from '../../scripts/setup/paths.mjs';
import { toolEnvironment } from '../../scripts/setup/toolEnvironment.mjs';

interface Report {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly {
      readonly rule: { readonly name: string };
      readonly from: string;
      readonly to: string;
    }[];
  };
}

/** Applies the import rules to folders laid out as the project; `base` holds them. */
export function cruise(base: string, folders: readonly string[]) {
  const rules = path.join(root, 'test/layers/rules.mjs');
  const { stdout, stderr } = spawnSync(
    'depcruise',
    ['--config', rules, '--output-type', 'json', ...folders],
    { cwd: base, env: toolEnvironment(), encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  if (stdout === '') throw new Error(stderr);
  // SAFETY: dependency-cruiser's own JSON; the parts read here are in its published schema.
  const { summary } = JSON.parse(stdout) as Report;
  return {
    modules: summary.totalCruised,
    violations: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`),
  };
}
