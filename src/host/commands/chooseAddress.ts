import * as vscode from 'vscode';

/** Asks where a dataset lies: a file or folder here, or an address on S3. */
export async function chooseAddress(title: string, openLabel: string): Promise<string | undefined> {
  const file = { label: '$(folder-opened) A file on this machine…' };
  const typed = { label: '$(cloud) An address on S3…' };
  const chosen = await vscode.window.showQuickPick([file, typed], { title });
  if (chosen === typed) return typeAddress(title);
  if (chosen !== file) return undefined;
  return chooseFile(openLabel);
}

/** Asks for an address on S3. */
export async function typeAddress(title: string): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt: 'An object, a folder (with a slash at the end) or a glob',
    placeHolder: 's3://bucket/folder/',
    validateInput: (value) =>
      /^s3:\/\/[^/]+\//.test(value) ? undefined : 'An address looks like s3://bucket/folder/.',
  });
}

/** Asks for a file on this machine. */
export async function chooseFile(openLabel: string): Promise<string | undefined> {
  const [uri] = (await vscode.window.showOpenDialog({ openLabel })) ?? [];
  return uri?.fsPath;
}
