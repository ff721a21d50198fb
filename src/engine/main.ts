import './wholeTexts.ts';
import { IPCMessageReader, IPCMessageWriter, createMessageConnection } from 'vscode-jsonrpc/node';
import type { EngineContract } from '../shared/contracts/engine.ts';
import { serve } from '../shared/rpc/connect.ts';
import { Documents } from './documents.ts';
import { createHandlers } from './handlers.ts';
import { Scheduler } from './scheduler.ts';

// The engine process: DuckDB without network or credentials, over IPC with the process that forked it.
const documents = new Documents();
const connection = createMessageConnection(
  new IPCMessageReader(process),
  new IPCMessageWriter(process),
);
serve<EngineContract>(connection, createHandlers(documents, new Scheduler()));
process.on('exit', () => {
  documents.dispose();
});
// A parent that is gone can ask nothing more.
process.on('disconnect', () => {
  process.exit(0);
});
connection.listen();
