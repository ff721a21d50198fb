import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';
import { serve } from '../shared/rpc/connect.ts';
import { makeAwsHandlers } from './handlers.ts';

// Entry of the AWS process: requests come over IPC, and it ends when its parent goes away.
const connection = createMessageConnection(
  new IPCMessageReader(process),
  new IPCMessageWriter(process),
);
const { handlers, dispose } = makeAwsHandlers();
serve(connection, handlers);
process.once('disconnect', () => {
  dispose();
  process.exit(0);
});
connection.listen();
