import type { Fields } from '../fields.ts';

export type JobKind = 'processing' | 'training';
export type JobStatus = 'InProgress' | 'Completed' | 'Failed' | 'Stopping' | 'Stopped';

export interface Transition {
  status: string;
  message: string;
  started: number;
  ended?: number;
}

export interface FinalMetric {
  name: string;
  value: number;
  at: number;
}

interface JobIdentity {
  kind: JobKind;
  name: string;
  region: string;
  arn: string;
  request: Fields;
}

/** One job with its state. Times are epoch seconds with fractions, as SageMaker writes them. */
export class Job {
  readonly kind: JobKind;
  readonly name: string;
  readonly region: string;
  readonly arn: string;
  readonly request: Fields;
  readonly created: number = now();
  status: JobStatus = 'InProgress';
  modified: number = now();
  started: number | undefined;
  ended: number | undefined;
  failureReason: string | undefined;
  exitMessage: string | undefined;
  model: string | undefined;
  metrics: FinalMetric[] = [];
  readonly transitions: Transition[] = [];
  readonly tags = new Map<string, string>();
  /** Aborts when somebody stops the job. */
  readonly stopping = new AbortController();
  /** Settles when the job and its last log line are through. */
  done: Promise<void> = Promise.resolve();

  constructor({ kind, name, region, arn, request }: JobIdentity) {
    this.kind = kind;
    this.name = name;
    this.region = region;
    this.arn = arn;
    this.request = request;
  }

  get isOver(): boolean {
    return this.ended !== undefined;
  }

  /** The secondary status of a training job. */
  get secondary(): string {
    return this.transitions.at(-1)?.status ?? 'Starting';
  }

  begin(): void {
    this.started = now();
    this.modified = this.started;
  }

  enter(status: string, message: string): void {
    const at = now();
    const last = this.transitions.at(-1);
    if (last !== undefined) last.ended ??= at;
    this.transitions.push({ status, message, started: at });
    this.modified = at;
  }

  stop(): void {
    if (this.status !== 'InProgress') return;
    this.status = 'Stopping';
    this.modified = now();
    if (this.kind === 'training') this.enter('Stopping', 'Stopping the training job');
    this.stopping.abort();
  }

  end(status: 'Completed' | 'Failed' | 'Stopped', reason?: string, secondary?: string): void {
    if (reason !== undefined) this.failureReason = reason.slice(0, 1024);
    if (this.kind === 'training') {
      this.enter(secondary ?? status, reason ?? `Training job ${status.toLowerCase()}`);
      const last = this.transitions.at(-1);
      if (last !== undefined) last.ended = last.started;
    }
    this.ended = now();
    this.modified = this.ended;
    this.status = status;
  }
}

export function now(): number {
  return Date.now() / 1000;
}
