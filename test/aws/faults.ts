const SERVICE_KINDS = [
  'throttle',
  'error500',
  'error503',
  'delay',
  /** The call is performed and its answer is lost with the connection. */
  'dropAfter',
  /** The connection is lost before anything is performed. */
  'dropBefore',
  'resourceLimit',
  'accessDenied',
  'expiredToken',
] as const;

const S3_KINDS = [
  'slowDown',
  'error500',
  'forbidden',
  'expiredToken',
  'delay',
  'dropAfter',
  'dropBefore',
  /** The body ends with the connection after `at` bytes. */
  'cut',
  /** The byte at `at` arrives inverted. */
  'corrupt',
  /** Another writer puts `body` in the object's place just before the request is performed. */
  'replace',
] as const;

/** A fault of a service call, by operation name (`CreateProcessingJob`, `GetCallerIdentity`, …). */
export interface ServiceFault {
  operation: string;
  kind: (typeof SERVICE_KINDS)[number];
  /** How many calls meet the fault; 1 unless told. */
  times?: number;
  /** How many calls pass first; 0 unless told. */
  skip?: number;
  /** Length of a delay. */
  milliseconds?: number;
}

/** A fault of an S3 request, by method and by a regular expression over the path with its query. */
export interface S3Fault {
  method?: string;
  path: string;
  kind: (typeof S3_KINDS)[number];
  times?: number;
  skip?: number;
  milliseconds?: number;
  at?: number;
  body?: string;
}

/** How the next job shall fail. */
export interface JobFailure {
  reason: string;
  /** Which kind of job; the next of any kind unless told. */
  kind?: 'processing' | 'training';
}

interface Planned<F> {
  fault: F;
  skip: number;
  left: number;
}

/** The faults that were ordered and have not yet been met. */
export class Faults {
  private services: Planned<ServiceFault>[] = [];
  private objects: Planned<S3Fault>[] = [];
  private failures: JobFailure[] = [];

  add(fault: ServiceFault): void {
    mustBeKnown(SERVICE_KINDS, fault.kind);
    this.services.push(planned(fault));
  }

  addS3(fault: S3Fault): void {
    mustBeKnown(S3_KINDS, fault.kind);
    // An expression that cannot be read shall fail here, not at some later request.
    new RegExp(fault.path);
    this.objects.push(planned(fault));
  }

  addJobFailure(failure: JobFailure): void {
    this.failures.push(failure);
  }

  takeService(operation: string): ServiceFault | undefined {
    return take(this.services, (fault) => fault.operation === operation);
  }

  takeS3(method: string, path: string): S3Fault | undefined {
    return take(
      this.objects,
      (fault) => (fault.method ?? method) === method && new RegExp(fault.path).test(path),
    );
  }

  takeJobFailure(kind: 'processing' | 'training'): JobFailure | undefined {
    const index = this.failures.findIndex((failure) => (failure.kind ?? kind) === kind);
    return index < 0 ? undefined : this.failures.splice(index, 1)[0];
  }

  /** The faults that no call has met so far. */
  pending(): (ServiceFault | S3Fault | JobFailure)[] {
    const open = <F>(list: Planned<F>[]): F[] =>
      list.filter((item) => item.left > 0).map((item) => item.fault);
    return [...open(this.services), ...open(this.objects), ...this.failures];
  }

  clear(): void {
    this.services = [];
    this.objects = [];
    this.failures = [];
  }
}

// Orders also come over HTTP, where no compiler has read them.
function mustBeKnown(kinds: readonly string[], kind: string): void {
  if (!kinds.includes(kind))
    throw new Error(`No fault is called ${kind}; there are ${kinds.join(', ')}`);
}

function planned<F extends { skip?: number; times?: number }>(fault: F): Planned<F> {
  return { fault, skip: fault.skip ?? 0, left: fault.times ?? 1 };
}

function take<F>(list: Planned<F>[], meets: (fault: F) => boolean): F | undefined {
  for (const item of list) {
    if (item.left === 0 || !meets(item.fault)) continue;
    if (item.skip > 0) {
      item.skip -= 1;
      continue;
    }
    item.left -= 1;
    return item.fault;
  }
  return undefined;
}
