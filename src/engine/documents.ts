import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import type { LocalSource } from '../shared/contracts/engine.ts';
import { EngineDocument, notOpen } from './engineDocument.ts';
import { Conversions } from './formats/conversions.ts';
import type { InstanceLimits } from './openInstance.ts';
import { removeDeadSpill, removeSpill, spillRoot } from './spill.ts';

const LEAST_MEMORY_MB = 256;
const MEGABYTE = 1024 * 1024;

/** What the whole engine may use. */
export interface EngineLimits {
  readonly memoryMb: number;
  readonly threads: number;
  readonly spillDirectory: string | undefined;
}

/** The open documents. Memory is shared out evenly among them, as they come and go. */
export class Documents {
  private readonly open = new Map<string, EngineDocument>();
  private opened = 0;
  private closedHoles = 0;
  private readonly cleaned = new Set<string | undefined>();
  private readonly conversions = new Conversions(() => this.root());
  private limits: EngineLimits = {
    memoryMb: Math.floor(totalmem() / MEGABYTE / 2),
    threads: availableParallelism(),
    spillDirectory: undefined,
  };

  /** Queries of all documents that ran into bytes that were not here. */
  get holes(): number {
    const open = [...this.open.values()].reduce((sum, { mirror }) => sum + (mirror?.holes ?? 0), 0);
    return this.closedHoles + open;
  }

  names(): string[] {
    return [...this.open.keys()];
  }

  get(name: string): EngineDocument {
    const document = this.open.get(name);
    if (!document) throw notOpen(name);
    return document;
  }

  /** Opens a document beside the old one of that name, whose running queries still finish. */
  async set(
    name: string,
    sources: Readonly<Record<string, LocalSource>>,
    signal: AbortSignal,
  ): Promise<EngineDocument> {
    this.opened += 1;
    this.clean();
    const folder = join(this.root(), String(this.opened));
    const count = this.open.size + (this.open.has(name) ? 0 : 1);
    const document = await EngineDocument.open(
      sources,
      this.share(count, folder),
      this.conversions,
      signal,
    );
    this.leave(name, false);
    this.open.set(name, document);
    await this.rebalance();
    return document;
  }

  /** Limits of an instance that looks at the head of one file and goes at once. */
  passingLimits(): InstanceLimits {
    this.opened += 1;
    const spillDirectory = join(this.root(), String(this.opened));
    return { memoryMb: LEAST_MEMORY_MB, threads: this.limits.threads, spillDirectory };
  }

  async close(name: string): Promise<void> {
    this.leave(name, true);
    this.open.delete(name);
    await this.rebalance();
  }

  async configure(limits: Partial<EngineLimits>): Promise<void> {
    this.limits = { ...this.limits, ...limits };
    await this.rebalance();
  }

  dispose(): void {
    for (const document of this.open.values()) document.retire(true);
    this.open.clear();
    removeSpill(this.root());
  }

  private leave(name: string, cancel: boolean): void {
    const document = this.open.get(name);
    this.closedHoles += document?.mirror?.holes ?? 0;
    document?.retire(cancel);
  }

  /** Once for each place where something is kept. */
  private clean(): void {
    const { spillDirectory } = this.limits;
    if (this.cleaned.has(spillDirectory)) return;
    this.cleaned.add(spillDirectory);
    removeDeadSpill(spillDirectory);
  }

  private root(): string {
    return spillRoot(this.limits.spillDirectory, process.pid);
  }

  private share(count: number, spillDirectory: string): InstanceLimits {
    const memoryMb = Math.max(LEAST_MEMORY_MB, Math.floor(this.limits.memoryMb / count));
    return { memoryMb, threads: this.limits.threads, spillDirectory };
  }

  private async rebalance(): Promise<void> {
    for (const document of this.open.values()) {
      await document.setLimits(this.share(this.open.size, ''));
    }
  }
}
