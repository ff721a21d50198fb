import * as vscode from 'vscode';

/** Asks where a dataset lies: a file here (or a folder, if one will do), or an address on S3. */
export async function chooseAddress(
  title: string,
  openLabel: string,
  { folders = false } = {},
): Promise<string | undefined> {
  const file = { label: '$(file) A file on this machine…' };
  const folder = { label: '$(folder-opened) A folder on this machine…' };
  const typed = { label: '$(cloud) An address on S3…' };
  const choices = folders ? [file, folder, typed] : [file, typed];
  const chosen = await vscode.window.showQuickPick(choices, { title });
  if (chosen === typed) return typeAddress(title);
  if (chosen === folder) return chooseFolder(openLabel);
  return chosen === file ? chooseFile(openLabel) : undefined;
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

/** Asks for a folder on this machine; its address ends with a slash. */
async function chooseFolder(openLabel: string): Promise<string | undefined> {
  const options = { openLabel, canSelectFiles: false, canSelectFolders: true };
  const [uri] = (await vscode.window.showOpenDialog(options)) ?? [];
  return uri && `${uri.fsPath}/`;
}

/** Asks for a file on this machine. */
export async function chooseFile(openLabel: string): Promise<string | undefined> {
  const [uri] = (await vscode.window.showOpenDialog({ openLabel })) ?? [];
  return uri?.fsPath;
}
