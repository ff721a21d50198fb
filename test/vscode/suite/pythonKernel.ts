import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import * as vscode from 'vscode';

interface Said {
  readonly ready?: boolean;
  readonly done?: boolean;
  readonly ok?: boolean;
  readonly stream?: string;
  readonly text?: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly error?: { readonly name: string; readonly message: string };
}

/** A notebook controller whose cells are run by a real IPython kernel. */
export async function startPythonKernel(root: string): Promise<vscode.Disposable> {
  const script = `${root}/test/vscode/kernel/kernelProcess.py`;
  const child = spawn(`${root}/.venv/bin/python`, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  let hear: (said: Said) => void = () => undefined;
  const ready = new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => {
      reject(new Error(`The kernel ended with ${String(code)}.`));
    });
    hear = (said) => {
      if (said.ready === true) resolve();
    };
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    // SAFETY: the script beside this writes these.
    hear(JSON.parse(line) as Said);
  });
  await ready;
  const controller = vscode.notebooks.createNotebookController(
    'sluice-test-kernel',
    'jupyter-notebook',
    'Python under test',
  );
  controller.supportedLanguages = ['python'];
  let order = 0;
  controller.executeHandler = async (cells) => {
    for (const cell of cells) {
      const execution = controller.createNotebookCellExecution(cell);
      execution.executionOrder = ++order;
      execution.start(Date.now());
      await execution.clearOutput();
      const pending: Thenable<void>[] = [];
      const ok = await new Promise<boolean>((resolve) => {
        hear = (said) => {
          if (said.done === true) resolve(said.ok === true);
          else pending.push(execution.appendOutput(outputOf(said)));
        };
        child.stdin.write(`${JSON.stringify({ code: cell.document.getText() })}\n`);
      });
      await Promise.all(pending);
      execution.end(ok, Date.now());
    }
  };
  return new vscode.Disposable(() => {
    controller.dispose();
    child.removeAllListeners('exit');
    child.kill();
  });
}

function outputOf(said: Said): vscode.NotebookCellOutput {
  if (said.error) {
    return new vscode.NotebookCellOutput([vscode.NotebookCellOutputItem.error({ ...said.error })]);
  }
  if (said.stream !== undefined) {
    const item =
      said.stream === 'stderr'
        ? vscode.NotebookCellOutputItem.stderr(said.text ?? '')
        : vscode.NotebookCellOutputItem.stdout(said.text ?? '');
    return new vscode.NotebookCellOutput([item]);
  }
  const data = Object.entries(said.data ?? {}).filter(([mime]) => mime.startsWith('text/'));
  return new vscode.NotebookCellOutput(
    data.map(([mime, value]) => vscode.NotebookCellOutputItem.text(value, mime)),
  );
}
