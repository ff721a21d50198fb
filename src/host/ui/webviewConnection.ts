import type { Message, MessageConnection } from 'vscode-jsonrpc';
import type * as vscode from 'vscode';
import { postMessageConnection } from '../../shared/rpc/postMessage.ts';

/** A connection to a webview. Messages to a hidden webview wait there until it is shown. */
export function webviewConnection(webview: vscode.Webview): MessageConnection {
  return postMessageConnection({
    post: (message: Message) => webview.postMessage(message),
    listen: (receive) => webview.onDidReceiveMessage(receive),
  });
}
