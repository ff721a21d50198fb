import * as vscode from 'vscode';
import type { AwsContract } from '../../shared/contracts/aws.ts';
import { toAppError } from '../../shared/errors.ts';
import type { AppError } from '../../shared/errors.ts';
import type { Remote } from '../../shared/rpc/contract.ts';
import { lastPart } from '../../session/s3/s3Address.ts';
import { toS3Uri } from './s3Resource.ts';

/** What lies on S3 as VS Code's read-only files. The viewer reads data by other ways. */
export class S3FileSystem implements vscode.FileSystemProvider {
  readonly onDidChangeFile: vscode.Event<vscode.FileChangeEvent[]>;
  private readonly aws: Remote<AwsContract>;

  constructor(aws: Remote<AwsContract>) {
    this.aws = aws;
    // S3 tells nobody of changes.
    this.onDidChangeFile = () => new vscode.Disposable(() => undefined);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  async stat(resource: vscode.Uri): Promise<vscode.FileStat> {
    const uri = toS3Uri(resource);
    try {
      if (uri.endsWith('/')) {
        await this.aws.list({ uri, size: 1 });
        return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
      }
      const { size, lastModified } = await this.aws.head({ uri });
      return { type: vscode.FileType.File, ctime: 0, mtime: Date.parse(lastModified), size };
    } catch (error) {
      throw asFileError(error, resource);
    }
  }

  async readDirectory(resource: vscode.Uri): Promise<[string, vscode.FileType][]> {
    const uri = `${toS3Uri(resource).replace(/\/*$/, '')}/`;
    try {
      const { folders, objects } = await this.aws.list({ uri });
      return [
        ...folders.map((folder): [string, vscode.FileType] => [
          lastPart(folder).replace(/\/$/, ''),
          vscode.FileType.Directory,
        ]),
        ...objects.map((object): [string, vscode.FileType] => [
          lastPart(object.uri),
          vscode.FileType.File,
        ]),
      ];
    } catch (error) {
      throw asFileError(error, resource);
    }
  }

  async readFile(resource: vscode.Uri): Promise<Uint8Array> {
    try {
      return Buffer.from(await this.aws.getText({ uri: toS3Uri(resource) }), 'utf8');
    } catch (error) {
      throw asFileError(error, resource);
    }
  }

  createDirectory(resource: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(resource);
  }

  writeFile(resource: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(resource);
  }

  delete(resource: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(resource);
  }

  rename(resource: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(resource);
  }
}

function asFileError(error: unknown, resource: vscode.Uri): Error {
  const known: AppError = toAppError(error);
  if (known.code === 'not-found') return vscode.FileSystemError.FileNotFound(resource);
  if (known.code === 'forbidden') return vscode.FileSystemError.NoPermissions(known.message);
  return vscode.FileSystemError.Unavailable(known.message);
}
