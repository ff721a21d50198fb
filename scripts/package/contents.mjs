/** What a packed extension may hold, by path below its folder. */
const allowed = [
  /^(package\.json|readme\.md|LICENSE\.txt|NOTICE|changelog\.md)$/,
  /^media\/(icon\.png|sluice\.svg)$/,
  /^media\/(language|schemas)\/[\w.]+\.json$/,
  /^media\/sample\/[\w-]+\.(parquet|csv)$/,
  /^media\/walkthrough\/\w+\.md$/,
  /^dist\/(extension|later|engine|aws|awsHandlers|cli|cliMain)\.js$/,
  /^dist\/webview\/(?!gridPage|workbenchPage)\w+\.(js|css|ttf)$/,
  /^dist\/python\/(\w+\.py|sluice-[\w.]+-py3-none-any\.whl)$/,
  /^node_modules\/@duckdb\/node-(api|bindings)\/(package\.json|LICENSE|[\w/.-]+\.js)$/,
  /^node_modules\/@duckdb\/node-bindings-[\w-]+\/(package\.json|LICENSE|README\.md|[\w.]*duckdb[\w.]*)$/,
  /^node_modules\/detect-libc\/(package\.json|LICENSE|lib\/[\w-]+\.js)$/,
];

/** Without one of these it would not start, or not do what it says. */
const required = [
  'package.json',
  'LICENSE.txt',
  'NOTICE',
  'dist/extension.js',
  'dist/later.js',
  'dist/engine.js',
  'dist/aws.js',
  'dist/awsHandlers.js',
  'dist/cli.js',
  'dist/cliMain.js',
  'dist/python/run.py',
  'media/icon.png',
  'media/sluice.svg',
  'media/sample/flights-sample.parquet',
  'node_modules/@duckdb/node-api/lib/index.js',
  'node_modules/@duckdb/node-bindings/duckdb.js',
];

const patterns = [
  /^dist\/webview\/workbench\.js$/,
  /^dist\/webview\/workbench\.css$/,
  /^dist\/python\/sluice-.*\.whl$/,
  /^node_modules\/@duckdb\/node-bindings-[\w-]+\/duckdb\.node$/,
];

/**
 * Compares what is in a packed extension with what should be.
 * @param {readonly string[]} files paths below the extension's folder
 * @returns {string[]} a sentence for each file too many or too few
 */
export function contentProblems(files) {
  const unwanted = files.filter(
    (file) => !allowed.some((pattern) => pattern.test(file)) || file.endsWith('.map'),
  );
  const missing = required.filter((file) => !files.includes(file));
  const unmatched = patterns.filter((pattern) => !files.some((file) => pattern.test(file)));
  return [
    ...unwanted.map((file) => `${file} must not be in it.`),
    ...missing.map((file) => `${file} is missing.`),
    ...unmatched.map((pattern) => `nothing like ${pattern.source} is in it.`),
  ];
}
