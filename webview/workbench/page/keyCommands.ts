import type { MessageConnection } from 'vscode-jsonrpc';
import type { WorkbenchAction, WorkbenchEvents } from '../../../src/shared/contracts/workbench.ts';
import { sendEvent } from '../../../src/shared/rpc/events.ts';

const actions: Readonly<Record<string, WorkbenchAction>> = {
  F6: 'nextPanel',
  'Shift+F6': 'previousPanel',
  'Ctrl+k': 'addStep',
  'Ctrl+f': 'find',
  'Ctrl+g': 'goToRow',
  'Ctrl+Enter': 'apply',
  Escape: 'discard',
  // In the editor these are commands without a key.
  'Alt+c': 'goToColumn',
  'Alt+f': 'filter',
};

/** Turns keys into actions as the editor's key bindings do: it hears every key of a webview. */
export function keyCommands(connection: MessageConnection): void {
  window.addEventListener(
    'keydown',
    (event) => {
      const held = [
        event.ctrlKey || event.metaKey ? 'Ctrl+' : '',
        event.altKey ? 'Alt+' : '',
        event.shiftKey ? 'Shift+' : '',
      ];
      const action = actions[held.join('') + event.key];
      if (action === undefined) return;
      if (action !== 'discard') event.preventDefault();
      setTimeout(() => {
        sendEvent<WorkbenchEvents, 'action'>(connection, 'action', action);
      }, 5);
    },
    true,
  );
}
