import { window } from 'vscode';

export const commands = window;
