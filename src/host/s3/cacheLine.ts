import type * as vscode from 'vscode';
import { isCancelled, toAppError } from '../../shared/errors.ts';
import { byteText } from '../../session/runs/texts.ts';
import { objectCache } from '../../jobs/objectCache.ts';
import type { HostServices } from '../hostServices.ts';

/** The disk is looked at no more often. */
const REST_MS = 5000;

/** Tells beside the name of a view what the cache of S3 takes; looks only while the view is in sight. */
export class CacheLine implements vscode.Disposable {
  private readonly services: HostServices;
  private readonly view: vscode.TreeView<unknown>;
  private readonly watching: vscode.Disposable;
  private waiting: NodeJS.Timeout | undefined;
  private last = 0;
  private isOld = true;

  constructor(services: HostServices, view: vscode.TreeView<unknown>) {
    this.services = services;
    this.view = view;
    this.watching = view.onDidChangeVisibility(() => {
      this.soon();
    });
    this.soon();
  }

  /** Something came or went; a person who did that sees it at once. */
  changed(atOnce = false): void {
    this.isOld = true;
    if (atOnce) {
      this.last = 0;
      clearTimeout(this.waiting);
      this.waiting = undefined;
    }
    this.soon();
  }

  dispose(): void {
    clearTimeout(this.waiting);
    this.watching.dispose();
  }

  private soon(): void {
    if (!this.view.visible || !this.isOld || this.waiting) return;
    const rest = Math.max(100, this.last + REST_MS - Date.now());
    this.waiting = setTimeout(() => {
      void this.look();
    }, rest);
  }

  private async look(): Promise<void> {
    const { services, view } = this;
    this.isOld = false;
    try {
      const cacheDirectory = objectCache(services.cacheDirectory);
      const { bytes, copies } = await services.aws.cacheUsage({ cacheDirectory });
      view.description = copies === 0 ? '' : `${byteText(bytes)} kept here`;
    } catch (error) {
      // It is a word in passing: whoever asks for the cache is told what is wrong.
      if (!isCancelled(error)) services.log.warn(toAppError(error).message);
    }
    this.last = Date.now();
    this.waiting = undefined;
    this.soon();
  }
}
