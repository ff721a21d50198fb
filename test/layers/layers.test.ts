import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/setup/paths.mjs';
import { cruise } from './cruise.ts';
import rules from './rules.mjs';

const violations = [
  'aws-by-client: src/engine/main.ts -> src/aws/signer.ts',
  'aws-on-core: src/aws/signer.ts -> src/jobs/history.ts',
  'checks-apart: src/core/checks/not-null.ts -> src/core/checks/unique.ts',
  'cli-without-host: src/cli/run.ts -> src/host/commands.ts',
  'core-on-shared: src/core/plan.ts -> src/engine/client.ts',
  'core-pure: src/shared/table.ts -> fs',
  'duckdb-in-engine: src/aws/signer.ts -> @duckdb',
  'engine-by-client: src/jobs/history.ts -> src/engine/main.ts',
  'engine-on-core: src/engine/main.ts -> src/aws/signer.ts',
  'engine-without-network: src/engine/main.ts -> http',
  'functions-apart: src/core/functions/abs.ts -> src/core/functions/round.ts',
  'host-without-cli: src/host/view.ts -> src/cli/run.ts',
  'insights-apart: src/core/profile/insights/constant.ts -> src/core/profile/insights/missing.ts',
  'jobs-on-core-and-clients: src/jobs/history.ts -> src/engine/main.ts',
  'jobs-on-core-and-clients: src/jobs/history.ts -> src/session/rows.ts',
  'no-cycle: src/aws/signer.ts -> src/jobs/history.ts',
  'no-cycle: src/core/plan.ts -> src/shared/table.ts',
  'operations-apart: src/core/operations/sort-rows.ts -> src/core/operations/limit-rows.ts',
  'product-without-tests: src/cli/run.ts -> test/fixture.ts',
  'resolvable: src/aws/signer.ts -> ./missing.ts',
  'sdk-in-aws: src/jobs/history.ts -> @aws-sdk',
  'session-below-host: src/jobs/history.ts -> src/session/rows.ts',
  'session-on-jobs: src/session/state.ts -> src/host/commands.ts',
  'shared-stands-alone: src/shared/table.ts -> src/core/plan.ts',
  'suggestions-apart: src/core/suggest/values.ts -> src/core/suggest/middle.ts',
  'vscode-in-host: src/cli/run.ts -> @types',
  'webview-core-by-type: webview/grid.ts -> src/core/plan.ts',
  'webview-on-shared: webview/grid.ts -> src/host/commands.ts',
];

describe('import rules', () => {
  it('hold in the product', () => {
    const { modules, violations: found } = cruise(root, ['src', 'webview']);
    expect(found).toEqual([]);
    expect(modules).toBeGreaterThan(20);
  });

  it('each find what the fixture does against them, and nothing more', () => {
    const found = cruise(path.join(root, 'test/layers/violation'), ['src', 'webview']).violations;
    const readable = found.map((line) => line.replace(/\S*node_modules\/(@[^/]+)\S*/, '$1'));
    expect(readable.sort()).toEqual(violations);
  });

  it('are each broken by the fixture', () => {
    const broken = new Set(violations.map((line) => line.split(':')[0]));
    expect(rules.forbidden?.map(({ name }) => name).sort()).toEqual([...broken].sort());
  });
});
