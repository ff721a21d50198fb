import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from './awsCall.ts';
import type { Counters, S3Request } from './counters.ts';
import type { Faults, JobFailure, S3Fault, ServiceFault } from './faults.ts';
import { canIsolate } from './sagemaker/container.ts';
import type { Job, JobKind } from './sagemaker/job.ts';
import type { Jobs } from './sagemaker/jobs.ts';

/** What can be ordered over HTTP by `POST /__control`. */
export interface ControlOrder {
  /** First forget all faults and counters. */
  reset?: boolean;
  faults?: ServiceFault[];
  s3?: S3Fault[];
  failNextJob?: JobFailure;
}

/** What `GET /__control` answers. */
export interface ControlState {
  /** Calls by operation, refused and retried ones too; S3 requests as `S3.GET`, `S3.PUT`, … */
  calls: Record<string, number>;
  /** Jobs that were really created. */
  created: Record<JobKind, number>;
  s3: S3Request[];
  jobs: {
    kind: JobKind;
    name: string;
    status: string;
    arn: string;
    tags: Record<string, string>;
  }[];
  /** Faults that nobody has met yet. */
  pending: (ServiceFault | S3Fault | JobFailure)[];
  /** Whether jobs with network isolation really have no network here. */
  isolation: boolean;
}

/** Orders faults and reads counters, by the object or over HTTP. */
export class Control {
  private readonly faults: Faults;
  private readonly counters: Counters;
  private readonly jobs: Jobs;

  constructor(faults: Faults, counters: Counters, jobs: Jobs) {
    this.faults = faults;
    this.counters = counters;
    this.jobs = jobs;
  }

  fault(fault: ServiceFault): void {
    this.faults.add(fault);
  }

  s3Fault(fault: S3Fault): void {
    this.faults.addS3(fault);
  }

  failNextJob(failure: JobFailure): void {
    this.faults.addJobFailure(failure);
  }

  calls(operation: string): number {
    return this.counters.calls(operation);
  }

  created(kind: JobKind): number {
    return this.counters.jobs(kind);
  }

  /** A job of the stand-in, to be awaited (`done`) or looked at; undefined where there is none. */
  job(name: string): Job | undefined {
    return this.jobs.all().find((job) => job.name === name);
  }

  state(): ControlState {
    const jobs = this.jobs.all().map(({ kind, name, status, arn, tags }) => ({
      kind,
      name,
      status,
      arn,
      tags: Object.fromEntries(tags),
    }));
    return {
      ...this.counters.snapshot(),
      jobs,
      pending: this.faults.pending(),
      isolation: canIsolate(),
    };
  }

  /** Forgets faults and counters; jobs stay. */
  reset(): void {
    this.faults.clear();
    this.counters.clear();
  }

  order({ reset, faults, s3, failNextJob }: ControlOrder): void {
    if (reset === true) this.reset();
    for (const fault of faults ?? []) this.fault(fault);
    for (const fault of s3 ?? []) this.s3Fault(fault);
    if (failNextJob !== undefined) this.failNextJob(failNextJob);
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'POST') {
      const text = (await readBody(request)).toString('utf8');
      // SAFETY: only our own tests order faults; Faults refuses kinds that it does not know.
      this.order(JSON.parse(text) as ControlOrder);
    }
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(this.state()));
  }
}
