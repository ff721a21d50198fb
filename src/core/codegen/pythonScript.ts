import { AppError } from '../../shared/errors.ts';
import type { ColumnType } from '../../shared/columnType.ts';
import { literalImports, pythonLiteral } from '../expression/literal.ts';
import type { PythonContext } from '../operations/define.ts';
import { joinPy, py, pyLit, trustedPy } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import type { Flow, FlowStep } from '../recipe/flow.ts';
import { identityColumns } from '../recipe/relations.ts';
import { checkSources } from '../recipe/checks.ts';
import { formatType } from '../sql/types.ts';
import { checkLines } from './checkLines.ts';
import { formatPython } from './formatPython.ts';
import { importBlock } from './importBlock.ts';
import { sourceVariables, schemaConstants } from './pythonNames.ts';
import type { ScriptOptions } from './scriptOptions.ts';
import type { PythonTarget, ScriptNeeds } from './pythonTarget.ts';
import { scriptOutputs } from './scriptOutput.ts';
import type { ScriptOutput } from './scriptOutput.ts';
import { scriptSources, stepSources } from './scriptSource.ts';
import type { ScriptSource } from './scriptSource.ts';
import { pythonCell } from './pythonCell.ts';
import { dict, func } from './scriptLines.ts';
import type { Comment } from './scriptLines.ts';
import { resultNote } from './resultNote.ts';
import { plainText, requireSound, stepComment } from './stepComment.ts';

/** Writes a whole Python script. Throws `unsupported` with the step that the target cannot do. */
export function pythonScript(flow: Flow, target: PythonTarget, options: ScriptOptions): string {
  requireSound(flow);
  const sources = scriptSources(flow, target.target, options);
  const used = sources.filter((source) => source.used);
  const variables = sourceVariables(used.map((source) => source.name));
  const constants = schemaConstants(used.map((source) => source.name));
  const imports = new Set(['import argparse', 'import sys', 'from pathlib import Path']);
  for (const line of target.imports) imports.add(line);
  const helpers = new Map<string, string>();
  const needs: ScriptNeeds = {
    import: (line) => imports.add(line),
    helper: (name, code) => {
      const there = helpers.get(name);
      if (there !== undefined && there.trim() !== code.trim()) {
        throw new AppError('internal', `Two helper functions are named “${name}”.`);
      }
      helpers.set(name, code);
    },
  };
  const outputs = scriptOutputs(flow, target.target);
  const constant = (source: ScriptSource): Py => trustedPy(constants.get(source.name) ?? '');
  const cell = options.form === 'cell';
  const read = (source: ScriptSource): Py =>
    target.read(
      source,
      py`${trustedPy(cell ? 'INPUTS' : 'inputs')}[${pyLit(source.name)}]`,
      constant(source),
      needs,
    );
  const given = (source: ScriptSource): string | undefined =>
    cell ? options.frames?.[source.name] : undefined;
  const reads = used.map((source) => {
    const variable = given(source);
    return variable === undefined ? read(source) : target.given(variableOf(variable), needs);
  });
  const steps = transform(flow, target, needs, variables);
  if (cell) {
    const read = used.filter((source) => given(source) === undefined);
    return pythonCell({
      ...{ flow, target, imports, constant, steps, read, names: [...variables.values()], reads },
      helpers: [...helpers.values()],
      parameters: parameterTable(flow, target, needs),
    });
  }
  const { takes, lines: checks } = checkLines(flow, target, needs, variables);
  const writes = target.outputs(outputs, needs);
  const parameters = parameterTable(flow, target, needs);
  const names = [...variables.values()].map((name) => trustedPy(name));
  const inSteps = stepVariables(flow, variables);
  const parts = [
    docstring(flow, target),
    importBlock([...imports]),
    constantsBlock(sources, used, outputs, target, constant, parameters),
    ...[...helpers.values()].map((code) => code.trim()),
    func(
      py`transform(${joinPy([...inSteps, trustedPy('params')])})`,
      'The steps of the recipe.',
      steps,
    ),
    ...(checks.length > 0
      ? [
          func(
            py`checks(${joinPy([trustedPy('table'), ...takes])})`,
            'Each check: severity, the rule, whether it is broken, the count.',
            checks,
          ),
        ]
      : []),
    func(
      py`outputs(table)`,
      'Each output: its name, and the function that writes it to a folder.',
      writes,
    ),
    `${parsers(parameters)}\n\n\n${argumentsFunction}`,
    func(py`run()`, 'Read the inputs, do the steps, check the result, write the outputs.', [
      py`inputs, params, out = arguments()`,
      py`for name in OUTPUTS:`,
      py`    if (out / name).exists():`,
      py`        sys.exit(f"{out / name} is there already. Name another folder with --out.")`,
      ...target.start(flow),
      ...names.map((name, i) => py`${name} = ${reads[i] ?? trustedPy('')}`),
      py`df = transform(${joinPy([...inSteps, trustedPy('params')])})`,
      ...target.collect(flow, needs),
      ...(checks.length > 0 ? runChecks(takes) : []),
      py`for name, write in list(outputs(table)):`,
      py`    write(out / name)`,
      ...target.finish,
    ]),
    'if __name__ == "__main__":\n    run()',
  ];
  return `${formatPython(joinParts(parts))}\n`;
}

/** The name of a variable as code; it comes from a notebook, and is refused if it is no plain name. */
function variableOf(name: string): Py {
  if (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) return trustedPy(name);
  throw new AppError('usage', `“${name}” is no name of a variable.`, {
    hint: 'Give the frame a name of its own in the notebook.',
  });
}

function runChecks(takes: readonly Py[]): Py[] {
  return [
    py`failed = False`,
    py`for severity, rule, broken, found in checks(${joinPy([trustedPy('table'), ...takes])}):`,
    py`    if broken:`,
    py`        print(f"{severity}: the check '{rule}' does not hold ({found})", file=sys.stderr)`,
    py`        failed = failed or severity == "error"`,
    py`if failed:`,
    py`    sys.exit(3)`,
  ];
}

/** The variables of the sources that steps read, `main` among them. */
function stepVariables(flow: Flow, variables: ReadonlyMap<string, string>): Py[] {
  const read = new Set(['main', ...stepSources(flow)]);
  return [...variables].flatMap(([name, variable]) =>
    read.has(name) ? [trustedPy(variable)] : [],
  );
}

function joinParts(parts: readonly string[]): string {
  const [first = '', second = '', third = '', ...rest] = parts;
  return [`${first}\n\n${second}\n\n${third}`, ...rest].join('\n\n\n');
}

function docstring(flow: Flow, target: PythonTarget): string {
  const title = (plainText(flow.recipe.name) || 'recipe')
    .replaceAll('\\', '\\\\')
    .replaceAll('"""', "'''");
  const safe = title.endsWith('"') ? `${title} ` : title;
  return [
    `"""${safe}`,
    '',
    `The recipe as a ${target.target} script:`,
    '',
    '    python script.py [--input NAME=PATH]... [--set NAME=VALUE]... --out DIR',
    '',
    'Exit code: 0 done, 1 the work failed, 2 wrong usage, 3 a check of the recipe failed.',
    '"""',
  ].join('\n');
}

function constantsBlock(
  sources: readonly ScriptSource[],
  used: readonly ScriptSource[],
  outputs: readonly ScriptOutput[],
  target: PythonTarget,
  constant: (source: ScriptSource) => Py,
  parameters: readonly { readonly name: string; readonly value: Py; readonly parser: Py }[],
): string {
  const inputs = sources.flatMap((source) => [
    ...resultNote(source).map((line) => `    # ${line}`),
    py`    ${pyLit(source.name)}: ${pyLit(source.path)},`,
  ]);
  const lines = [
    '# Where the inputs lie: a file, a folder or a glob each.',
    py`INPUTS = {`,
    ...inputs,
    py`}`,
    ...dict(
      'PARAMETERS',
      parameters.map(({ name, value }) => py`${pyLit(name)}: ${value}`),
    ),
    py`OUTPUTS = ${pyLit(outputs.map((output) => output.name))}`,
    ...used.flatMap((source) => [
      `# The columns of ${source.name}, as they are read.`,
      py`${constant(source)} = ${target.schema(source)}`,
    ]),
  ];
  return lines.join('\n');
}

/** How the text of `--set` becomes each parameter's value. */
function parsers(parameters: readonly { readonly name: string; readonly parser: Py }[]): string {
  return dict(
    'PARSERS',
    parameters.map(({ name, parser }) => py`${pyLit(name)}: ${parser}`),
  ).join('\n');
}

function transform(
  flow: Flow,
  target: PythonTarget,
  needs: ScriptNeeds,
  variables: ReadonlyMap<string, string>,
): (Py | Comment)[] {
  const frame = trustedPy('df');
  const main = trustedPy(variables.get('main') ?? 'main');
  const again = [...stepSources(flow), ...checkSources(flow.recipe.checks)].includes('main');
  const lines: (Py | Comment)[] = [py`df = ${again ? target.copy(main) : main}`];
  if (again && flow.identity) lines.push(py`${main} = ${target.drop(main, identityColumns)}`);
  for (const step of flow.steps) {
    lines.push({ comment: ['', ...stepComment(step, '#')] }, ...emitStep(step, frame));
    if (step.hiddenIn && !step.hiddenOut)
      lines.push(py`df = ${target.drop(frame, identityColumns)}`);
  }
  lines.push({ comment: [''] }, py`return df`);
  return lines;

  function emitStep(step: FlowStep, df: Py): readonly Py[] {
    const context: PythonContext<unknown> = {
      id: step.step.id,
      params: step.params,
      input: step.input,
      output: step.output,
      parameters: flow.parameters,
      fitted: step.fitted,
      hidden: step.hiddenIn ? identityColumns : [],
      source: (name) => flow.sources[name] ?? [],
      frame: df,
      param: (name) => py`params[${pyLit(name)}]`,
      relation: (name) => trustedPy(variables.get(name) ?? name),
      ...needs,
    };
    const emitted = step.operation.emit[target.target](context);
    if (!('unsupported' in emitted)) return emitted;
    throw new AppError(
      'unsupported',
      `Step ${step.step.id} (${step.step.op}) cannot run on ${target.target}: ${emitted.unsupported}.`,
      { hint: 'Edit the step, switch it off, or export to another target.' },
    );
  }
}

function parameterTable(
  flow: Flow,
  target: PythonTarget,
  needs: ScriptNeeds,
): { name: string; value: Py; parser: Py }[] {
  return flow.recipe.parameters.map((parameter) => {
    const type: ColumnType = flow.parameters[parameter.name] ?? { kind: 'text' };
    for (const line of literalImports(type)) needs.import(line);
    return {
      name: parameter.name,
      value: pythonLiteral(parameter.default, type, target.target),
      parser: parameterParser(type, needs),
    };
  });
}

/** The function that turns the text of `--set` into a value of the parameter's type. */
function parameterParser(type: ColumnType, needs: ScriptNeeds): Py {
  switch (type.kind) {
    case 'int8':
    case 'int16':
    case 'int32':
    case 'int64':
      return py`int`;
    case 'float32':
    case 'float64':
      return py`float`;
    case 'boolean':
      return py`{"true": True, "false": False}.__getitem__`;
    case 'decimal':
      return py`Decimal`;
    case 'date':
      return py`datetime.date.fromisoformat`;
    case 'timestamp':
      return py`datetime.datetime.fromisoformat`;
    case 'timestamptz':
      needs.helper('parse_instant', parseInstant);
      return py`parse_instant`;
    case 'text':
      return py`str`;
    default:
      throw new AppError('unsupported', `A parameter cannot be ${formatType(type)} in a script.`, {
        hint: 'Give the parameter another type.',
      });
  }
}

const parseInstant = `
def parse_instant(text):
    """An ISO timestamp; without an offset it is UTC."""
    value = datetime.datetime.fromisoformat(text)
    return value if value.tzinfo else value.replace(tzinfo=datetime.timezone.utc)
`;

const argumentsFunction = `def arguments():
    """The command line: the inputs' paths, the parameters' values, the folder to write to."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--input", action="append", default=[], metavar="NAME=PATH")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--out", required=True, metavar="DIR")
    given = parser.parse_args()
    inputs, params = dict(INPUTS), dict(PARAMETERS)
    for text in given.input:
        name, equals, path = text.partition("=")
        if name not in inputs or not equals:
            parser.error(f"--input {text}: expected NAME=PATH with a name of {list(inputs)}")
        inputs[name] = path
    for text in given.set:
        name, equals, value = text.partition("=")
        if name not in params or not equals:
            parser.error(f"--set {text}: expected NAME=VALUE with a name of {list(params)}")
        try:
            params[name] = PARSERS[name](value)
        except (ArithmeticError, LookupError, ValueError):
            parser.error(f"--set {text}: the value does not fit the parameter's type")
    return inputs, params, Path(given.out)`;
