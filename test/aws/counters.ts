export interface S3Request {
  method: string;
  path: string;
  range: string | undefined;
  status: number;
  /** Bytes of the answer's body that left the stand-in. */
  bytes: number;
}

/** What reached the stand-in. */
export class Counters {
  private readonly perOperation = new Map<string, number>();
  private readonly createdJobs = new Map<string, number>();
  /** Requests to S3 in the order of their answers, up to the last 20,000. */
  readonly s3: S3Request[] = [];

  called(operation: string): void {
    this.perOperation.set(operation, this.calls(operation) + 1);
  }

  created(kind: 'processing' | 'training'): void {
    this.createdJobs.set(kind, this.jobs(kind) + 1);
  }

  s3Answered(request: S3Request): void {
    this.s3.push(request);
    if (this.s3.length > 20_000) this.s3.shift();
  }

  calls(operation: string): number {
    return this.perOperation.get(operation) ?? 0;
  }

  jobs(kind: 'processing' | 'training'): number {
    return this.createdJobs.get(kind) ?? 0;
  }

  snapshot(): {
    calls: Record<string, number>;
    created: { processing: number; training: number };
    s3: S3Request[];
  } {
    return {
      calls: Object.fromEntries(this.perOperation),
      created: { processing: this.jobs('processing'), training: this.jobs('training') },
      s3: [...this.s3],
    };
  }

  clear(): void {
    this.perOperation.clear();
    this.createdJobs.clear();
    this.s3.length = 0;
  }
}
