import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { answerError } from './answerError.ts';
import { readAwsCall, type AwsCall } from './awsCall.ts';
import { AwsError } from './awsError.ts';
import { BucketRegions, movedError } from './bucketRegions.ts';
import { Control } from './control.ts';
import { Counters } from './counters.ts';
import { faultError } from './faultError.ts';
import { Faults, type S3Fault } from './faults.ts';
import { Fields } from './fields.ts';
import { filterByPrefix } from './filterByPrefix.ts';
import { passOn } from './passOn.ts';
import { Jobs } from './sagemaker/jobs.ts';
import { operations } from './sagemaker/operations.ts';
import { pause } from './sagemaker/pause.ts';
import { Platform, type PlatformSettings } from './sagemaker/platform.ts';
import { isSagemakerOperation, validateRequest } from './serviceModel.ts';

/**
 * SageMaker's jobs, and everything else handed on to moto unchanged. Every SageMaker request is
 * checked against AWS's service model first; faults come on order.
 */
export class SagemakerServer {
  readonly control: Control;
  private readonly upstream: URL;
  private readonly faults = new Faults();
  private readonly counters = new Counters();
  private readonly jobs = new Jobs();
  private readonly platform: Platform;
  private readonly regions: BucketRegions;
  private readonly server: Server;

  constructor(moto: string, settings: PlatformSettings) {
    this.upstream = new URL(moto);
    this.platform = new Platform(moto, settings, this.faults, this.counters);
    this.regions = new BucketRegions(this.platform);
    this.control = new Control(this.faults, this.counters, this.jobs);
    this.server = createServer((request, response) => {
      void this.handle(request, response);
    });
    // A test may hold a body back for long, and clients keep their connections.
    this.server.requestTimeout = 0;
    this.server.keepAliveTimeout = 65_000;
  }

  /** Listens on a free port of 127.0.0.1 and gives the address. */
  async start(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('No port was given');
    return `http://127.0.0.1:${String(address.port)}`;
  }

  /** Stops all jobs, forgets them, and with them faults and counters. */
  async reset(): Promise<void> {
    for (const job of this.jobs.all()) job.stop();
    await Promise.allSettled(this.jobs.all().map((job) => job.done));
    this.jobs.clear();
    this.regions.clear();
    this.control.reset();
  }

  async stop(): Promise<void> {
    await this.reset();
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
    this.platform.close();
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      if (request.url === '/__control') return await this.control.answer(request, response);
      const call = await readAwsCall(request);
      this.counters.called(call.operation);
      if (call.protocol === 's3') await this.handleS3(call, request, response);
      else await this.handleService(call, request, response);
    } catch (error) {
      // The client is gone, or something here is broken: in both cases there is no good answer.
      if (!response.headersSent && !response.destroyed) {
        response.writeHead(500, { 'content-type': 'text/plain' });
        response.end(
          `The stand-in failed: ${error instanceof Error ? error.message : String(error)}`,
        );
      } else response.destroy();
    }
  }

  private async handleService(
    call: AwsCall,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const fault = this.faults.takeService(call.operation);
    if (fault?.kind === 'dropBefore') return void response.destroy();
    if (fault?.kind === 'delay') await pause(fault.milliseconds ?? 1000);
    const error = fault === undefined ? undefined : faultError(call, fault.kind);
    if (error !== undefined) return answerError(call, request, response, error);
    const lost: S3Fault | undefined =
      fault?.kind === 'dropAfter' ? { path: '', kind: 'dropAfter' } : undefined;
    if (call.operation === 'FilterLogEvents') {
      const body = await filterByPrefix(this.platform, call);
      if (body === undefined) return answerJson(response, { events: [], searchedLogStreams: [] });
      call.body = body;
    }
    if (call.target !== 'SageMaker') {
      await passOn(call, request, response, this.upstream, lost);
      return;
    }
    try {
      const answer = await this.sagemaker(call);
      if (answer === undefined) await passOn(call, request, response, this.upstream, lost);
      else if (lost !== undefined) response.destroy();
      else answerJson(response, answer);
    } catch (refusal) {
      if (!(refusal instanceof AwsError)) throw refusal;
      answerError(call, request, response, refusal);
    }
  }

  /** The answer of a SageMaker call; undefined where moto shall answer. */
  private async sagemaker(call: AwsCall): Promise<Record<string, unknown> | undefined> {
    if (call.region === undefined) {
      throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token');
    }
    if (!isSagemakerOperation(call.operation)) {
      throw new AwsError('UnknownOperationException', `Unknown operation ${call.operation}`);
    }
    const text = call.body?.toString('utf8') ?? '';
    const input = parseJson(text === '' ? '{}' : text);
    const problems = validateRequest(call.operation, input, this.platform.settings.root);
    if (problems.length > 0) {
      const count = `${String(problems.length)} validation error${problems.length > 1 ? 's' : ''}`;
      throw new AwsError('ValidationException', `${count} detected: ${problems.join('; ')}`);
    }
    const operation = operations.get(call.operation);
    return operation?.({
      platform: this.platform,
      jobs: this.jobs,
      region: call.region,
      request: new Fields(input),
    });
  }

  private async handleS3(
    call: AwsCall,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const path = request.url ?? '/';
    const method = request.method ?? 'GET';
    const fault = this.faults.takeS3(method, path);
    if (fault?.kind === 'dropBefore') return void response.destroy();
    if (fault?.kind === 'delay') await pause(fault.milliseconds ?? 1000);
    if (fault?.kind === 'replace') await this.replace(path, fault.body ?? '');
    const note = (status: number, bytes: number): void => {
      this.counters.s3Answered({ method, path, range: request.headers.range, status, bytes });
    };
    const error = fault === undefined ? undefined : faultError(call, fault.kind);
    if (error !== undefined) {
      note(error.status, 0);
      return answerError(call, request, response, error);
    }
    const home = await this.regions.redirect(call, request);
    if (home !== undefined) {
      note(movedError.status, 0);
      response.setHeader('x-amz-bucket-region', home);
      return answerError(call, request, response, movedError);
    }
    const { status, bytes } = await passOn(call, request, response, this.upstream, fault);
    note(status, bytes);
  }

  private async replace(path: string, body: string): Promise<void> {
    const [, bucket = '', ...key] = new URL(path, 'http://127.0.0.1').pathname.split('/');
    await this.platform.s3.send(
      new PutObjectCommand({ Bucket: bucket, Key: decodeURIComponent(key.join('/')), Body: body }),
    );
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AwsError('SerializationException', 'The request is no JSON');
  }
}

function answerJson(response: ServerResponse, answer: Record<string, unknown>): void {
  response.writeHead(200, {
    'content-type': 'application/x-amz-json-1.1',
    'x-amzn-requestid': randomUUID(),
  });
  response.end(JSON.stringify(answer));
}
