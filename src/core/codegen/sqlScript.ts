import { sqlLiteral } from '../expression/literal.ts';
import { columnList, compileSteps, startRelation } from '../recipe/compile.ts';
import type { ParameterSql } from '../recipe/compile.ts';
import { compileCheck } from '../recipe/checks.ts';
import type { CompiledCheck } from '../recipe/checks.ts';
import type { Flow } from '../recipe/flow.ts';
import { compileOutput } from '../recipe/outputs.ts';
import { sourceRelation } from '../recipe/relations.ts';
import { readSource } from '../sql/readSource.ts';
import { ident, lit, sql, trusted } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { duckdbType } from '../sql/types.ts';
import { AppError } from '../../shared/errors.ts';
import { formatSql } from './formatSql.ts';
import { plainIdentifier } from './plainIdentifier.ts';
import type { ScriptOptions } from './scriptOptions.ts';
import { recipeOutputs } from './scriptOutput.ts';
import { scriptSources, stepSources } from './scriptSource.ts';
import type { ScriptSource } from './scriptSource.ts';
import { resultNote } from './resultNote.ts';
import { plainText, requireSound, stepComment } from './stepComment.ts';
import { sqlVariables, variableName } from './sqlVariables.ts';

const result = ident('result');

/** Writes a whole DuckDB script. Throws `unsupported` with the step that DuckDB cannot do. */
export function sqlScript(flow: Flow, options: ScriptOptions): string {
  requireSound(flow);
  const sources = scriptSources(flow, 'duckdb', options);
  const names = sqlVariables(
    sources.map((source) => source.name),
    flow.recipe.parameters.map((parameter) => parameter.name),
  );
  const parameters = flow.recipe.parameters.map((parameter) => {
    const type = flow.parameters[parameter.name] ?? { kind: 'text' };
    return {
      variable: names.parameter(parameter.name),
      value: sqlLiteral(parameter.default, type),
    };
  });
  const chain = withChain(flow, sources, names);
  const input = (name: string): Sql => {
    const source = sources.find((one) => one.name === name);
    if (source) return sql`(${readInput(source, names)})`;
    throw new AppError('internal', `There is no source “${name}”.`);
  };
  const checks = flow.recipe.checks.map((check) =>
    compileCheck(check, flow, result, parameterReader(flow, names), input),
  );
  const outputs = recipeOutputs(flow.recipe).map((output) => compileOutput(flow, output, result));
  return `${[
    [
      `-- ${plainText(flow.recipe.name) || 'recipe'}`,
      '--',
      '-- The recipe as a DuckDB script: `duckdb -bail < script.sql`, or execute() in Python.',
      '-- Change here what the inputs are (a file, a folder or a glob each), the parameters, and the',
      '-- folder to write to, which must exist.',
      ...sources.flatMap((source) => [
        ...resultNote(source).map((line) => `-- ${line}`),
        set(names.input(source.name), lit(source.path)),
      ]),
      ...parameters.map(({ variable, value }) => set(variable, value)),
      set(names.out, lit('out')),
    ],
    [
      "SET TimeZone = 'UTC';",
      ...sources.filter((source) => source.used).flatMap((source) => fileLines(source, names)),
    ],
    ['-- What fails ends the transaction, and nothing more is written.', 'BEGIN TRANSACTION;'],
    [`CREATE OR REPLACE TEMP TABLE ${plainIdentifier(result)} AS`, `${chain};`],
    ...(checks.length > 0 ? [['-- Checks', ...checks.map(checkStatement)]] : []),
    ...outputs.flatMap(({ output, refuse }) =>
      refuse ? [[refuseStatement(output.name, refuse)]] : [],
    ),
    ...outputs.map(({ output, select, copyOptions }) => [
      `-- Output ${output.name}`,
      'COPY (',
      formatSql(select, 2),
      `) TO (${get(names.out)} || ${lit(`/${output.name}`)}) (`,
      `  ${copyOptions}, FILE_SIZE_BYTES '1000GB', FILENAME_PATTERN 'part-0000{i}'`,
      ');',
    ]),
    ['COMMIT;'],
  ]
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

type Names = ReturnType<typeof sqlVariables>;

function set(variable: string, value: Sql): string {
  return `SET VARIABLE ${variableName(variable)} = ${value};`;
}

function get(variable: string): Sql {
  return sql`getvariable(${lit(variable)})`;
}

/** The sources and the steps as one WITH chain, and the final columns. */
function withChain(flow: Flow, sources: readonly ScriptSource[], names: Names): string {
  const links = compileSteps(flow, parameterReader(flow, names));
  const inSteps = new Set(['main', ...stepSources(flow)]);
  const ctes = [
    ...sources
      .filter((source) => inSteps.has(source.name))
      .map((source) =>
        cte([`-- Input ${source.name}`], sourceRelation(source.name), readInput(source, names)),
      ),
    ...links.map(({ step, name, body }) => cte(stepComment(step, '--'), name, body)),
  ];
  const last = links.at(-1)?.name ?? startRelation;
  const select = formatSql(sql`SELECT ${columnList(flow.schema)} FROM ${last}`, 0);
  return `WITH\n${ctes.join(',\n')}\n${select}`;
}

/** How a parameter's value is read in a script. */
function parameterReader(flow: Flow, names: Names): ParameterSql {
  return (name) => {
    const type = flow.parameters[name] ?? { kind: 'text' };
    return sql`CAST(${get(names.parameter(name))} AS ${duckdbType(type)})`;
  };
}

function cte(comment: readonly string[], name: Sql, body: Sql): string {
  return [
    ...comment.map((line) => `  ${line}`),
    `  ${plainIdentifier(name)} AS (`,
    formatSql(body, 4),
    '  )',
  ].join('\n');
}

function readInput(source: ScriptSource, names: Names): Sql {
  if (source.format === 'arrow') {
    throw new AppError('internal', `Source ${source.name} is no file that DuckDB reads.`);
  }
  const select = readSource({
    format: source.format,
    options: source.options,
    schema: source.schema,
    hive: source.hive === 'auto' ? [] : source.hive,
    files: get(names.files(source.name)),
    base: get(names.base(source.name)),
    identity: source.identity,
  });
  if (source.hive !== 'auto') return select;
  // Keys are read as text, and the SELECT casts them to what the recipe declares.
  return trusted(
    select.replace(
      'hive_partitioning = false',
      'hive_partitioning = true, hive_types_autocast = false',
    ),
  );
}

/** The folder of an input, and the files in it in byte order, hidden ones left out. */
function fileLines(source: ScriptSource, names: Names): string[] {
  const path = get(names.input(source.name));
  const base = get(names.base(source.name));
  const wild = lit('/[^/]*[*?\\[].*$');
  const hidden = lit('/(\\.|_[^=/]*(/|$))|\\.crc$');
  const folder = sql`SELECT CASE WHEN ${path} IN (SELECT file FROM glob(${path})) THEN regexp_replace(${path}, '/[^/]*$', '') ELSE rtrim(regexp_replace(${path}, ${wild}, ''), '/') END`;
  const found = sql`SELECT list(file ORDER BY file) FROM glob([${path}, rtrim(${path}, '/') || '/**']) WHERE NOT regexp_matches(substr(file, length(${base}) + 1), ${hidden})`;
  return [
    '',
    `-- The files of ${source.name}, in byte order.`,
    `SET VARIABLE ${names.base(source.name)} = (\n${formatSql(folder, 2)}\n);`,
    `SET VARIABLE ${names.files(source.name)} = (\n${formatSql(found, 2)}\n);`,
  ];
}

function checkStatement({ check, title, sql: query, mayLack }: CompiledCheck): string {
  const found = mayLack ? sql`coalesce(found::VARCHAR, 'no value')` : sql`found`;
  const text = sql`${lit(`${check.severity}: the check '${title}' does not hold (`)} || ${found} || ')'`;
  return check.severity === 'error'
    ? formatSql(
        sql`SELECT CASE WHEN failed THEN error(${text}) END AS "check" FROM (${query})`,
        0,
      ) + ';'
    : formatSql(sql`SELECT ${text} AS "check" FROM (${query}) WHERE failed`, 0) + ';';
}

function refuseStatement(output: string, refuse: Sql): string {
  const message = lit(
    `Output ${output} has rows with NaN or infinity, which CSV for training cannot hold. Replace or filter them first.`,
  );
  return `${formatSql(sql`SELECT CASE WHEN (${refuse}) > 0 THEN error(${message}) END AS "check"`, 0)};`;
}
