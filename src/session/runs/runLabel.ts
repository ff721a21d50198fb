import type { RunRecord } from '../../jobs/runRecord.ts';
import { agoText, durationText, metricText } from './texts.ts';

/** How a list shows a run; `icon` is a codicon. */
export interface RunLabel {
  readonly title: string;
  readonly description: string;
  readonly tooltip: string;
  readonly icon: string;
  /** What its menus hang on. */
  readonly context: 'sluice.run.running' | 'sluice.run.ended';
}

const icons: Readonly<Record<RunRecord['state'], string>> = {
  submitting: 'loading~spin',
  running: 'loading~spin',
  completed: 'pass',
  failed: 'error',
  stopped: 'circle-slash',
};

const words: Readonly<Record<RunRecord['state'], string>> = {
  submitting: 'submitting',
  running: 'running',
  completed: 'completed',
  failed: 'failed',
  stopped: 'stopped',
};

/** True while something may still happen to the run. */
export function isActive(record: RunRecord): boolean {
  return record.state === 'running' || record.state === 'submitting';
}

/** The words for a run at a time (milliseconds since 1970). */
export function runLabel(record: RunRecord, now: number): RunLabel {
  const { name, state, target, seconds, metric, error, job } = record;
  const place = target === 'local' ? 'here' : 'SageMaker';
  const active = isActive(record);
  const took = active
    ? durationText(Math.max(0, (now - Date.parse(record.started)) / 1000))
    : seconds === undefined
      ? undefined
      : durationText(seconds);
  const score = metric ? `${metric.name} ${metricText(metric.value)}` : undefined;
  const shown = [score, took, state === 'completed' ? undefined : words[state], place];
  const more = [
    `${record.kind === 'train' ? 'Training' : 'Run'} ${name}: ${words[state]} (${place})`,
    `Started ${new Date(record.started).toLocaleString()}, ${agoText(record.started, now)}`,
    job?.instance === undefined
      ? undefined
      : `${String(job.count ?? 1)} × ${job.instance}, ${job.region ?? ''}`,
    took === undefined ? undefined : `Took ${took}`,
    score,
    error?.message,
  ];
  return {
    title: titleOf(record),
    description: shown.filter((part) => part !== undefined).join(' · '),
    tooltip: more.filter((part) => part !== undefined).join('\n'),
    icon: icons[state],
    context: active ? 'sluice.run.running' : 'sluice.run.ended',
  };
}

/** A run's name without what makes it unique, and when it was: `late flights`. */
function titleOf({ name, started }: RunRecord): string {
  const title = name.replace(/-\d{8}-\d{6}-[0-9a-f]{4}$/, '');
  const at = new Date(started);
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = `${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${title}  ${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}
