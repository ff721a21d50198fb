import Table from 'cli-table3';
import { AppError, isCancelled } from '../shared/errors.ts';
import type { JobRef } from '../shared/contracts/aws.ts';
import { RunHistory } from '../jobs/history.ts';
import { refreshRun } from '../jobs/refreshRun.ts';
import type { RunRecord } from '../jobs/runRecord.ts';
import type { CommandContext } from './context.ts';

interface JsonFlag {
  readonly json: boolean;
}

/** `sluice jobs list`: the runs of this workspace; those on SageMaker as they stand now. */
export async function jobsList(context: CommandContext, flags: JsonFlag): Promise<number> {
  const { terminal } = context;
  const history = await RunHistory.near(process.cwd());
  const entries = await history.list();
  const records: RunRecord[] = [];
  for (const entry of entries) {
    if ('unreadable' in entry) {
      terminal.note(`The record of ${entry.name} cannot be read: ${entry.unreadable}.`);
    } else {
      records.push(await freshOrKept(context, history, entry.record));
    }
  }
  if (flags.json) {
    terminal.document({ runs: records.map(summary) });
    return 0;
  }
  if (records.length === 0) {
    terminal.line(`There are no runs in ${history.folder} yet.`);
    return 0;
  }
  const table = new Table({
    head: ['name', 'kind', 'target', 'state', 'started', 'seconds', 'metric'],
    style: { head: [], border: [], compact: true },
  });
  for (const record of records) {
    const { name, kind, target, state, started, seconds, metric } = summary(record);
    const shown = metric ? `${metric.name} ${String(metric.value)}` : '';
    table.push([name, kind, target, state, started, String(seconds ?? ''), shown]);
  }
  terminal.line(table.toString());
  return 0;
}

/** `sluice jobs show NAME`: all that is known of one run. */
export async function jobsShow(
  context: CommandContext,
  name: string,
  flags: JsonFlag,
): Promise<number> {
  const history = await RunHistory.near(process.cwd());
  const record = await refreshRun(history, context.aws, await history.get(name), context.call);
  if (flags.json) {
    context.terminal.document(record);
    return 0;
  }
  for (const [key, value] of Object.entries(record)) {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    context.terminal.line(`${key.padEnd(11)} ${text}`);
  }
  return 0;
}

/** `sluice jobs logs NAME [--follow]`: the log of a job on SageMaker. */
export async function jobsLogs(
  context: CommandContext,
  name: string,
  flags: JsonFlag & { readonly follow: boolean },
): Promise<number> {
  const { aws, call, terminal } = context;
  const history = await RunHistory.near(process.cwd());
  const job = jobOf(await history.get(name));
  const events: { time: string; stream: string; text: string }[] = [];
  let cursor: string | undefined;
  for (;;) {
    const page = await aws.logs(
      { ...job, follow: flags.follow, ...(cursor === undefined ? {} : { cursor }) },
      call,
    );
    for (const event of page.events) {
      if (flags.json)
        events.push({
          time: new Date(event.time).toISOString(),
          stream: event.stream,
          text: event.text,
        });
      else terminal.line(event.text);
    }
    if (page.done || (!flags.follow && page.events.length === 0)) {
      if (page.waiting && !flags.json) terminal.note('The job has not written anything yet.');
      break;
    }
    cursor = page.cursor;
  }
  if (flags.json) terminal.document({ events });
  return 0;
}

/** `sluice jobs stop NAME`: stops a job on SageMaker, after asking. */
export async function jobsStop(
  context: CommandContext,
  name: string,
  flags: JsonFlag & { readonly yes: boolean },
): Promise<number> {
  const { aws, call, terminal, signal } = context;
  const history = await RunHistory.near(process.cwd());
  const record = await history.get(name);
  const job = jobOf(record);
  if (!flags.yes && !(await terminal.confirm(`Stop ${name}?`, signal))) {
    throw new AppError('declined', 'Nothing was stopped.');
  }
  const state = await aws.stopJob(job, call);
  const kept = await refreshRun(history, aws, record, call);
  if (flags.json) terminal.document(summary(kept));
  else terminal.line(`${name}: ${state.status}`);
  return 0;
}

/** A list is still worth printing when AWS cannot be asked. */
async function freshOrKept(
  context: CommandContext,
  history: RunHistory,
  record: RunRecord,
): Promise<RunRecord> {
  try {
    return await refreshRun(history, context.aws, record, context.call);
  } catch (error) {
    if (isCancelled(error) || !(error instanceof AppError)) throw error;
    context.terminal.note(
      `${record.name}: as last known, because AWS did not answer. ${error.message}`,
    );
    return record;
  }
}

function jobOf(record: RunRecord): JobRef {
  if (record.job) return { kind: record.job.kind, name: record.job.name };
  throw new AppError('usage', `${record.name} ran on this machine, not on SageMaker.`, {
    hint: `What it left is in ${record.directory}.`,
  });
}

function summary(
  record: RunRecord,
): Pick<RunRecord, 'name' | 'kind' | 'target' | 'state' | 'started' | 'seconds' | 'metric'> {
  const { name, kind, target, state, started, seconds, metric } = record;
  return { name, kind, target, state, started, seconds, metric };
}
