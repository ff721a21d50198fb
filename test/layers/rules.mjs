// The import rules of the project, for dependency-cruiser. Paths are relative to the folder that
// holds `src/`; `violation/` beside this file breaks each rule once.

import { registryEntries } from '../../scripts/build/registryEntries.mjs';

/**
 * The entries of a registry; what they are made with may be imported by each of them.
 * @param {string} folder
 */
function entriesOf(folder) {
  const names = registryEntries(folder);
  return names.length === 0 ? '^$' : `^${folder}/(${names.join('|')})\\.ts$`;
}

const operations = entriesOf('src/core/operations');
const functions = entriesOf('src/core/functions');
const checks = entriesOf('src/core/checks');
const insights = entriesOf('src/core/profile/insights');
const suggestions = entriesOf('src/core/suggest');

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const forbidden = [
  {
    name: 'no-cycle',
    comment: 'A cycle has no order in which it can be understood.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'resolvable',
    comment: 'An import that leads nowhere is checked by no other rule.',
    from: {},
    to: { couldNotResolve: true, pathNot: '^vscode$' },
  },
  {
    name: 'shared-stands-alone',
    comment: 'src/shared is below everything.',
    from: { path: '^src/shared/' },
    to: { path: '^(src|webview)/', pathNot: '^src/shared/' },
  },
  {
    name: 'core-on-shared',
    comment: 'src/core imports src/shared only.',
    from: { path: '^src/core/' },
    to: { path: '^(src|webview)/', pathNot: '^src/(core|shared)/' },
  },
  {
    name: 'engine-on-core',
    comment: 'src/engine imports src/core and src/shared only.',
    from: { path: '^src/engine/' },
    to: { path: '^(src|webview)/', pathNot: '^src/(engine|core|shared)/' },
  },
  {
    name: 'aws-on-core',
    comment: 'src/aws imports src/core and src/shared only.',
    from: { path: '^src/aws/' },
    to: { path: '^(src|webview)/', pathNot: '^src/(aws|core|shared)/' },
  },
  {
    name: 'jobs-on-core-and-clients',
    comment: 'src/jobs imports src/core, src/shared and the two clients only.',
    from: { path: '^src/jobs/' },
    to: {
      path: '^(src|webview)/',
      pathNot: '^src/((jobs|core|shared)/|(engine|aws)/client\\.ts$)',
    },
  },
  {
    name: 'session-on-jobs',
    comment: 'src/session imports src/jobs, what lies below it, and the two clients only.',
    from: { path: '^src/session/' },
    to: {
      path: '^(src|webview)/',
      pathNot: '^src/((session|jobs|core|shared)/|(engine|aws)/client\\.ts$)',
    },
  },
  {
    name: 'session-below-host',
    comment: 'Nothing below the editor knows of its sessions.',
    from: { path: '^src/(shared|core|engine|aws|jobs|cli)(/|\\.ts$)' },
    to: { path: '^src/session/' },
  },
  {
    name: 'engine-by-client',
    comment: 'client.ts is the one file of src/engine that others import.',
    from: { path: '^(src|webview)/', pathNot: '^src/engine/' },
    to: { path: '^src/engine/', pathNot: '^src/engine/client\\.ts$' },
  },
  {
    name: 'aws-by-client',
    comment: 'client.ts is the one file of src/aws that others import.',
    from: { path: '^(src|webview)/', pathNot: '^src/aws/' },
    to: { path: '^src/aws/', pathNot: '^src/aws/client\\.ts$' },
  },
  {
    name: 'host-without-cli',
    comment: 'The editor and the command line share what lies below them, not each other.',
    from: { path: '^src/(host/|app\\.ts$|extension\\.ts$)' },
    to: { path: '^src/cli(/|\\.ts$)' },
  },
  {
    name: 'cli-without-host',
    comment: 'The command line runs without an editor.',
    from: { path: '^src/cli(/|\\.ts$)' },
    to: { path: '^src/(host/|app\\.ts$|extension\\.ts$)' },
  },
  {
    name: 'vscode-in-host',
    comment: 'src/host is the only importer of vscode, types included.',
    from: { pathNot: '^src/host/' },
    to: { path: '^vscode$|node_modules/@types/vscode/' },
  },
  {
    name: 'operations-apart',
    comment: 'What two operations share is moved below both of them.',
    from: { path: operations },
    to: { path: operations },
  },
  {
    name: 'functions-apart',
    comment: 'What two functions share is moved below both of them.',
    from: { path: functions },
    to: { path: functions },
  },
  {
    name: 'checks-apart',
    comment: 'What two rules of checks share is moved below both of them.',
    from: { path: checks },
    to: { path: checks },
  },
  {
    name: 'insights-apart',
    comment: 'What two rules of insights share is moved below both of them.',
    from: { path: insights },
    to: { path: insights },
  },
  {
    name: 'suggestions-apart',
    comment: 'What two rules of suggestions share is moved below both of them.',
    from: { path: suggestions },
    to: { path: suggestions },
  },
  {
    name: 'core-pure',
    comment: 'src/shared and src/core run everywhere and do no input or output.',
    from: { path: '^src/(shared|core)/' },
    to: { dependencyTypes: ['core'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'engine-without-network',
    comment: 'The engine has no network.',
    from: { path: '^src/engine/' },
    to: { path: '^(http|https|http2|net|tls|dgram)$' },
  },
  {
    name: 'duckdb-in-engine',
    comment: 'DuckDB is loaded by the engine process only.',
    from: { path: '^(src|webview)/', pathNot: '^src/engine/' },
    to: { path: 'node_modules/@duckdb/' },
  },
  {
    name: 'sdk-in-aws',
    comment: 'The AWS SDK is loaded by src/aws only.',
    from: { path: '^(src|webview)/', pathNot: '^src/aws/' },
    to: { path: 'node_modules/(@aws-sdk|@smithy)/' },
  },
  {
    name: 'webview-on-shared',
    comment: 'A webview imports src/shared, and src/core by type; charts also by value.',
    from: { path: '^webview/' },
    to: { path: '^src/', pathNot: '^src/(shared|core)/' },
  },
  {
    name: 'webview-core-by-type',
    comment: 'A webview imports src/core by type only, except charts.',
    from: { path: '^webview/' },
    to: {
      path: '^src/core/',
      pathNot: '^src/core/charts/',
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'product-without-tests',
    comment: 'What ships knows nothing of tests and scripts.',
    from: { path: '^(src|webview)/' },
    to: { path: '^(test|scripts)/' },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: forbidden.map((rule) => ({ ...rule, severity: 'error' })),
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^test/layers/violation/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'browser', 'default'],
    },
  },
};
