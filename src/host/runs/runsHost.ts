import { join } from 'node:path';
import * as vscode from 'vscode';
import type { RunHistory } from '../../jobs/history.ts';
import type { RunRecord } from '../../jobs/runRecord.ts';
import type { RunService } from '../../session/runs/runService.ts';
import type { RunsModel } from '../../session/runs/runsModel.ts';
import type { TrainService } from '../../session/runs/trainService.ts';
import type { HostServices } from '../hostServices.ts';
import { askAbove } from '../s3/askAbove.ts';
import { askTransfer } from './askTransfer.ts';

const PLACES = 'sluice.runs.places';

/** Runs and trainings of a window, made when they are first needed. */
export class RunsHost implements vscode.Disposable {
  readonly onDidChange: vscode.Event<void>;
  readonly onDidEnd: vscode.Event<{ readonly record: RunRecord; readonly history: RunHistory }>;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly ended = new vscode.EventEmitter<{
    readonly record: RunRecord;
    readonly history: RunHistory;
  }>();
  private readonly services: HostServices;
  private making: Promise<Made> | undefined;
  /** What runs in this window's processes, by the run's name. */
  private readonly stops = new Map<string, () => void>();
  private disposed = false;

  constructor(services: HostServices) {
    this.services = services;
    this.onDidChange = this.changed.event;
    this.onDidEnd = this.ended.event;
  }

  /** The services of runs; their code is loaded now if it was not yet. */
  make(): Promise<Made> {
    this.making ??= this.load();
    return this.making;
  }

  /** Remembers that a run here can be stopped. */
  started(name: string, stop: () => void): void {
    this.stops.set(name, stop);
    void this.make().then(({ model }) => model.refresh());
  }

  finished(name: string): void {
    this.stops.delete(name);
  }

  /** Stops what this window runs; false for what another one does. */
  stop(name: string): boolean {
    const stop = this.stops.get(name);
    stop?.();
    return stop !== undefined;
  }

  /** Shows the history that a document belongs to, also when its folder is not open. */
  async addPlace(path: string): Promise<void> {
    const known = this.places();
    if (known.some((place) => path.startsWith(`${place}/`))) return;
    const { workspaceState } = this.services.context;
    const added = workspaceState.get<readonly string[]>(PLACES, []);
    await workspaceState.update(PLACES, [path, ...added].slice(0, 20));
  }

  dispose(): void {
    this.disposed = true;
    for (const stop of this.stops.values()) stop();
    this.making?.then(
      ({ model }) => {
        model.dispose();
      },
      () => undefined,
    );
    this.changed.dispose();
    this.ended.dispose();
  }

  /** Folders and documents whose histories are shown. */
  places(): readonly string[] {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const open = folders.filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => uri.fsPath);
    return [...open, ...this.services.context.workspaceState.get<readonly string[]>(PLACES, [])];
  }

  private async load(): Promise<Made> {
    const [{ RunService }, { TrainService }, { RunsModel }] = await Promise.all([
      import('../../session/runs/runService.ts'),
      import('../../session/runs/trainService.ts'),
      import('../../session/runs/runsModel.ts'),
    ]);
    const { engine, aws, cacheDirectory, distDirectory, log } = this.services;
    const runs = new RunService({
      ...{ engine, aws, cacheDirectory },
      pythonFolder: join(distDirectory, 'python'),
      env: process.env,
      python: () => vscode.workspace.getConfiguration('sluice').get<string>('python'),
      transfers: {
        askAbove,
        ask: askTransfer,
        told: (line) => {
          log.info(line);
        },
      },
    });
    const model = new RunsModel({
      aws,
      places: () => this.places(),
      changed: () => {
        if (!this.disposed) this.changed.fire();
      },
      ended: (record, history) => {
        if (!this.disposed) this.ended.fire({ record, history });
      },
    });
    return { runs, training: new TrainService(runs), model };
  }
}

interface Made {
  readonly runs: RunService;
  readonly training: TrainService;
  readonly model: RunsModel;
}
