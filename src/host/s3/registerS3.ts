import * as vscode from 'vscode';
import type { AwsService } from '../aws/awsService.ts';
import type { HostServices } from '../hostServices.ts';
import { register } from '../ui/registerCommand.ts';
import type { ActiveWorkbench } from '../editors/activeWorkbench.ts';
import { CacheLine } from './cacheLine.ts';
import { objectShown } from './objectShown.ts';
import { openS3 } from './openS3.ts';
import { pickS3 } from './s3Picker.ts';
import { S3FileSystem } from './s3FileSystem.ts';
import { S3Folder } from '../../session/s3/s3Folder.ts';
import { S3_SCHEME } from './s3Resource.ts';
import { S3Tree } from './s3Tree.ts';
import type { S3Node } from './s3Tree.ts';

/** What was registered for S3. */
export interface S3Registration {
  readonly dispose: () => void;
  readonly tree: S3Tree;
  readonly aws: AwsService;
}

/** What S3 has to know of the rest of the editor. */
export interface S3Surroundings {
  readonly active: ActiveWorkbench;
  /** Told after objects were brought here. */
  readonly brought: vscode.Event<void>;
}

/** The tree of S3, the picker, and the resources of what lies there. Asks AWS nothing by itself. */
export function registerS3(
  services: HostServices,
  aws: AwsService,
  { active, brought }: S3Surroundings,
): S3Registration {
  const tree = new S3Tree(services);
  const view = vscode.window.createTreeView('sluice.s3', {
    treeDataProvider: tree,
    showCollapseAll: true,
  });
  const isNode = (given: unknown): given is S3Node =>
    typeof given === 'object' && given !== null && 'kind' in given;
  const cache = new CacheLine(services, view);
  const filter = async (node: S3Folder, text: string): Promise<void> => {
    tree.filter(node, text);
    await view.reveal(node, { expand: true, focus: true, select: true });
  };
  const disposable = vscode.Disposable.from(
    view,
    cache,
    brought(() => {
      cache.changed();
    }),
    vscode.workspace.registerFileSystemProvider(S3_SCHEME, new S3FileSystem(services.aws), {
      isReadonly: true,
      isCaseSensitive: true,
    }),
    aws.onDidChange(() => {
      tree.refresh();
    }),
    register(services, 'openFromS3', async (given) => {
      const uri = typeof given === 'string' ? given : await pickS3(services);
      if (uri !== undefined) await openS3(services, uri);
    }),
    register(services, 'refreshS3', () => {
      tree.refresh();
    }),
    register(services, 'loadMoreS3', async (node) => {
      if (isNode(node) && node.kind === 'more') await tree.loadMore(node);
    }),
    register(services, 'filterS3', async (node) => {
      if (!(node instanceof S3Folder)) return;
      const text = await vscode.window.showInputBox({
        title: `Filter ${node.uri}`,
        prompt: 'How the names to show start. S3 looks for them, however many there are.',
        placeHolder: '2026-',
        value: node.filter,
      });
      if (text !== undefined) await filter(node, text.trim());
    }),
    register(services, 'clearFilterS3', async (node) => {
      if (node instanceof S3Folder) await filter(node, '');
    }),
    register(services, 'showVersions', async (node) => {
      const uri = isNode(node) && 'uri' in node ? node.uri : objectShown(active);
      if (uri === undefined) return;
      const { showVersions } = await import('./showVersions.ts');
      await showVersions(services, uri);
    }),
    register(services, 'compareVersion', async (given) => {
      const uri = typeof given === 'string' ? given : objectShown(active);
      if (uri === undefined) return;
      const { compareVersion } = await import('./compareVersion.ts');
      await compareVersion(services, uri);
    }),
    register(services, 'showCache', async () => {
      const { showCache } = await import('./showCache.ts');
      await showCache(services);
      cache.changed(true);
    }),
    register(services, 'openS3Object', async (node) => {
      if (isNode(node) && 'uri' in node) await openS3(services, node.uri);
    }),
    register(services, 'copyUri', async (node) => {
      if (isNode(node) && 'uri' in node) await vscode.env.clipboard.writeText(node.uri);
    }),
  );
  return {
    ...{ tree, aws },
    dispose: () => {
      disposable.dispose();
    },
  };
}
