import { Command, InvalidArgumentError, Option } from 'commander';
import { AppError } from '../shared/errors.ts';
import type { Json } from '../core/operations/define.ts';
import { VERSIONS } from '../core/versions.ts';
import type { CommandContext } from './context.ts';
import { cacheCommand } from './cache.ts';
import type { CacheFlags } from './cache.ts';
import { compareCommand } from './compare.ts';
import type { CompareFlags } from './compare.ts';
import { exportCommand } from './export.ts';
import type { ExportFlags } from './export.ts';
import { jobsList, jobsLogs, jobsShow, jobsStop } from './jobs.ts';
import { previewCommand } from './preview.ts';
import type { PreviewFlags } from './preview.ts';
import { profileCommand } from './profile.ts';
import type { ProfileFlags } from './profile.ts';
import { runCommand } from './run.ts';
import type { RunFlags } from './runFlags.ts';
import { transferFlags } from './transferFlags.ts';
import type { TransferFlags } from './transferFlags.ts';
import { trainCommand } from './train.ts';
import type { TrainFlags } from './train.ts';
import { validateCommand } from './validate.ts';
import type { ValidateFlags } from './validate.ts';
import { versionsCommand } from './versions.ts';

type Run = (context: CommandContext) => Promise<number>;

/** The command line's grammar. `start` runs a command once its arguments are known to be sound. */
export function program(start: (run: Run, flags?: TransferFlags) => () => Promise<void>): Command {
  const root = new Command('sluice')
    .description('Open, profile and transform data, and run and train from one recipe.')
    .version(VERSIONS.sluice)
    // Errors are told in one place, `cli.ts`; the commands inherit this.
    .configureOutput({ outputError: () => undefined })
    .exitOverride();
  const command = (form: string, summary: string, parent = root, isDefault = false): Command =>
    parent.command(form, { isDefault }).description(summary).exitOverride();

  transferFlags(command('profile <uri>', 'statistics of every column'))
    .option('--columns <a,b>', 'only these columns', names)
    .addOption(new Option('--sample <rows>', 'figures from this many rows').argParser(whole))
    .addOption(new Option('--full', 'figures from all rows (the default)').conflicts('sample'))
    .addOption(new Option('--html <file>', 'write a page instead of a table').conflicts('json'))
    .addOption(
      new Option(
        '--thresholds <file>',
        'thresholds of insights: a JSON file of settings, such as {"sluice.insights.missing.share": 0.2}',
      ),
    )
    .option('--json', 'one JSON document', false)
    .action((uri: string, flags: ProfileFlags & TransferFlags) =>
      start((c) => profileCommand(c, uri, flags), flags)(),
    );
  transferFlags(
    command('compare <before> <after>', 'how far each column of a dataset, or recipe, moved'),
  )
    .option('--columns <a,b>', 'only these columns', names)
    .addOption(new Option('--sample <rows>', 'figures from this many rows').argParser(whole))
    .addOption(new Option('--html <file>', 'write a page instead of a table').conflicts('json'))
    .option('--json', 'one JSON document', false)
    .action((before: string, after: string, flags: CompareFlags & TransferFlags) =>
      start((c) => compareCommand(c, { before, after }, flags), flags)(),
    );
  transferFlags(
    command('preview <uri-or-recipe>', 'the first rows of a dataset, or of a recipe after a step'),
  )
    .option('--rows <n>', 'how many', whole, 20)
    .option('--step <id>', 'after this step')
    .option('--json', 'one JSON document', false)
    .action((target: string, flags: PreviewFlags & TransferFlags) =>
      start((c) => previewCommand(c, target, flags), flags)(),
    );
  transferFlags(command('validate <recipe>', 'check a recipe without running it'))
    .option('--against <uri>', 'check it on these data, and tell how they differ')
    .option('--map <old=new>', 'a column of the recipe, and its name in these data', mapped, {})
    .option('--source <name>', 'the source that these data stand for (main by default)')
    .option('--json', 'one JSON document', false)
    .action((path: string, flags: ValidateFlags & TransferFlags) => {
      if (
        flags.against === undefined &&
        (flags.source ?? Object.keys(flags.map)[0]) !== undefined
      ) {
        throw new AppError('usage', '--map and --source belong to --against.', {
          hint: 'Name the other data with --against.',
        });
      }
      return start((c) => validateCommand(c, path, flags), flags)();
    });
  transferFlags(command('export <recipe>', 'write the recipe as a script, or as a job directory'))
    .addOption(
      new Option('--target <target>', 'the language')
        .choices(['duckdb', 'pandas', 'polars', 'pyspark', 'job'])
        .makeOptionMandatory(),
    )
    .requiredOption('--out <path>', 'the file, or the folder of a job directory')
    .option('--json', 'one JSON document', false)
    .action((path: string, flags: ExportFlags & TransferFlags) =>
      start((c) => exportCommand(c, path, flags), flags)(),
    );

  const where = (c: Command): Command =>
    c
      .addOption(new Option('--local', 'run here (the default)').conflicts('sagemaker'))
      .option('--sagemaker', 'submit to Amazon SageMaker', false)
      .option('--wait', 'wait until the job has ended', false)
      .option('--yes', 'confirm what costs money', false)
      .option('--python <path>', 'the Python that runs here')
      .option('--json', 'one JSON document', false);
  transferFlags(where(command('run <recipe-or-job>', 'run a recipe over whole data')))
    .option('--set <name=value>', 'a parameter', settings, {})
    .option('--refit', 'learn fitted values anew', false)
    .option('--upload', 'also write to the outputs’ addresses', false)
    .option('--out <dir>', 'the job directory')
    .option('--role <arn>', 'role of the job')
    .option('--instance <type>', 'instance type')
    .option('--volume <gb>', 'disk of the instance', whole)
    .option('--max-seconds <n>', 'cap on the running time', whole)
    .option('--staging <uri>', 'where the job’s code goes')
    .action((path: string, flags: RunFlags & TransferFlags) =>
      start((c) => runCommand(c, path, flags), flags)(),
    );
  where(command('train <train-document>', 'train a model on what a run wrote')).action(
    (path: string, flags: TrainFlags) => start((c) => trainCommand(c, path, flags))(),
  );

  const jobs = command('jobs', 'runs and trainings, here and on SageMaker');
  const json = (c: Command): Command => c.option('--json', 'one JSON document', false);
  json(command('list', 'all of them', jobs, true)).action((flags: { json: boolean }) =>
    start((c) => jobsList(c, flags))(),
  );
  json(command('show <name>', 'one of them', jobs)).action(
    (name: string, flags: { json: boolean }) => start((c) => jobsShow(c, name, flags))(),
  );
  json(command('logs <name>', 'its log', jobs))
    .option('--follow', 'until it has ended', false)
    .action((name: string, flags: { json: boolean; follow: boolean }) =>
      start((c) => jobsLogs(c, name, flags))(),
    );
  json(command('stop <name>', 'stop it', jobs))
    .option('--yes', 'do not ask', false)
    .action((name: string, flags: { json: boolean; yes: boolean }) =>
      start((c) => jobsStop(c, name, flags))(),
    );
  command('versions <uri>', 'the versions of an object on S3, for `?versionId=`')
    .option('--json', 'one JSON document', false)
    .action((uri: string, flags: { json: boolean }) =>
      start((c) => versionsCommand(c, uri, flags))(),
    );
  command('cache', 'what copies of objects on S3 take on this machine')
    .option('--clear', 'remove those that nobody has open', false)
    .option('--json', 'one JSON document', false)
    .action((flags: CacheFlags) => start((c) => cacheCommand(c, flags))());
  return root;
}

function names(text: string): string[] {
  const found = text.split(',').filter((name) => name !== '');
  if (found.length === 0) throw new InvalidArgumentError('It must name at least one column.');
  return found;
}

function whole(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text))
    throw new InvalidArgumentError('It must be a whole number above 0.');
  return Number(text);
}

function mapped(text: string, before: Readonly<Record<string, string>>): Record<string, string> {
  const at = text.indexOf('=');
  const [own, other] = [text.slice(0, at), text.slice(at + 1)];
  if (at < 1 || other === '') {
    throw new AppError('usage', `“${text}” is no old=new.`, {
      hint: 'Write --map and the recipe’s column, =, that of the other data.',
    });
  }
  if (Object.hasOwn(before, own)) {
    throw new AppError('usage', `“${own}” is mapped twice.`, { hint: 'Map a column once.' });
  }
  return { ...before, [own]: other };
}

function settings(text: string, before: Readonly<Record<string, Json>>): Record<string, Json> {
  const at = text.indexOf('=');
  if (at < 1)
    throw new AppError('usage', `“${text}” is no name=value.`, { hint: 'Write --set name=value.' });
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}
