import * as vscode from 'vscode';
import type { AwsService } from '../aws/awsService.ts';
import type { HostServices } from '../hostServices.ts';
import { register } from '../ui/registerCommand.ts';
import { openS3 } from './openS3.ts';
import { pickS3 } from './s3Picker.ts';
import { S3FileSystem } from './s3FileSystem.ts';
import { S3_SCHEME } from './s3Resource.ts';
import { S3Tree } from './s3Tree.ts';
import type { S3Node } from './s3Tree.ts';

/** What was registered for S3. */
export interface S3Registration {
  readonly dispose: () => void;
  readonly tree: S3Tree;
  readonly aws: AwsService;
}

/** The tree of S3, the picker, and the resources of what lies there. Asks AWS nothing by itself. */
export function registerS3(services: HostServices, aws: AwsService): S3Registration {
  const tree = new S3Tree(services);
  const view = vscode.window.createTreeView('sluice.s3', {
    treeDataProvider: tree,
    showCollapseAll: true,
  });
  const isNode = (given: unknown): given is S3Node =>
    typeof given === 'object' && given !== null && 'kind' in given;
  const disposable = vscode.Disposable.from(
    view,
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
