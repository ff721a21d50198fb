import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';
import { serve } from '../shared/rpc/connect.ts';
import { makeAwsHandlers } from './handlers.ts';

// Entry of the AWS process: requests come over IPC, and it ends when its parent goes away.
const connection = createMessageConnection(
  new IPCMessageReader(process),
  new IPCMessageWriter(process),
);
const aws = makeAwsHandlers();
serve(connection, aws.handlers);
process.once('disconnect', () => {
  aws.dispose();
  process.exit(0);
});
connection.listen();
