import * as vscode from 'vscode';
import { AppError } from '../../shared/errors.ts';
import { failed } from './kernelError.ts';
import { runTemporaryCell } from './temporaryCell.ts';

/** The part of the Jupyter extension's public API that is used here. */
interface JupyterApi {
  readonly kernels: { getKernel(uri: vscode.Uri): Thenable<JupyterKernel | undefined> };
}

interface JupyterKernel {
  executeCode(
    code: string,
    token: vscode.CancellationToken,
  ): AsyncIterable<{
    readonly items: readonly { readonly mime: string; readonly data: Uint8Array }[];
  }>;
}

const JUPYTER = 'ms-toolsai.jupyter';

/**
 * Runs code in the kernel of a notebook and gives all that it printed. By the Jupyter extension
 * where it serves the notebook, which leaves the notebook alone; else by a cell that is there only
 * while it runs, which any kernel can do.
 */
export async function kernelOutput(
  notebook: vscode.NotebookDocument,
  code: string,
  token: vscode.CancellationToken,
): Promise<string> {
  const kernel = await jupyterKernel(notebook.uri);
  throwIfStopped(token);
  if (!kernel) return runTemporaryCell(notebook, code, token);
  let text = '';
  const decoder = new TextDecoder();
  for await (const { items } of kernel.executeCode(code, token)) {
    for (const { mime, data } of items) {
      if (mime.includes('stdout') || mime === 'text/plain') text += decoder.decode(data);
      if (mime === 'application/vnd.code.notebook.error') throw failed(decoder.decode(data));
    }
  }
  throwIfStopped(token);
  return text;
}

function throwIfStopped(token: vscode.CancellationToken): void {
  if (token.isCancellationRequested) throw new AppError('cancelled', 'Cancelled.');
}

async function jupyterKernel(uri: vscode.Uri): Promise<JupyterKernel | undefined> {
  const extension = vscode.extensions.getExtension<JupyterApi>(JUPYTER);
  if (!extension) return undefined;
  const api = await extension.activate();
  return api.kernels.getKernel(uri);
}
