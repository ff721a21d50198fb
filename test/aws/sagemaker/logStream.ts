import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  ResourceAlreadyExistsException,
  type CloudWatchLogsClient,
} from '@aws-sdk/client-cloudwatch-logs';

interface LogEvent {
  timestamp: number;
  message: string;
}

const BATCH = 1000;

/**
 * A container's way to CloudWatch: lines arrive late, and the last ones only after `close`, which
 * is called once the job's terminal status can be read.
 */
export class LogStream {
  private readonly client: CloudWatchLogsClient;
  private readonly group: string;
  private readonly stream: string;
  private readonly delayMs: number;
  private waiting: LogEvent[] = [];
  private made = false;
  private timer: NodeJS.Timeout | undefined;
  private sending: Promise<void> = Promise.resolve();

  constructor(client: CloudWatchLogsClient, group: string, stream: string, delayMs: number) {
    this.client = client;
    this.group = group;
    this.stream = stream;
    this.delayMs = delayMs;
  }

  write(line: string): void {
    this.waiting.push({ timestamp: Date.now(), message: escapeControls(line).slice(0, 250_000) });
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      // One line always stays behind, so that something is left to arrive after the end.
      const ready = this.waiting.splice(0, this.waiting.length - 1);
      if (ready.length > 0) this.send(ready);
    }, this.delayMs);
  }

  async close(): Promise<void> {
    clearTimeout(this.timer);
    await new Promise((resolve) => setTimeout(resolve, this.delayMs));
    if (this.waiting.length > 0) this.send(this.waiting.splice(0));
    await this.sending;
  }

  private send(events: LogEvent[]): void {
    this.sending = this.sending.then(async () => {
      if (!this.made) await this.make();
      for (let from = 0; from < events.length; from += BATCH) {
        await this.client.send(
          new PutLogEventsCommand({
            logGroupName: this.group,
            logStreamName: this.stream,
            logEvents: events.slice(from, from + BATCH),
          }),
        );
      }
    });
    // A failure is met again by `close`, which awaits the same promise.
    this.sending.catch(() => undefined);
  }

  private async make(): Promise<void> {
    try {
      await this.client.send(new CreateLogGroupCommand({ logGroupName: this.group }));
    } catch (error) {
      if (!(error instanceof ResourceAlreadyExistsException)) throw error;
    }
    await this.client.send(
      new CreateLogStreamCommand({ logGroupName: this.group, logStreamName: this.stream }),
    );
    this.made = true;
  }
}

// A tab arrives as `#011`: the platform's log forwarder writes control characters in octal.
function escapeControls(line: string): string {
  return line.replace(/[\u0000-\u001f]/g, (found) => {
    return `#${found.charCodeAt(0).toString(8).padStart(3, '0')}`;
  });
}
