import { createRoot } from 'react-dom/client';
import { workbenchMethods } from '../../src/shared/contracts/workbench.ts';
import type { WorkbenchContract, WorkbenchEvents } from '../../src/shared/contracts/workbench.ts';
import { onEvent } from '../../src/shared/rpc/events.ts';
import { connectHost } from '../ui/connectHost.ts';
import { WorkbenchStore } from './state/store.ts';
import { readUiState } from './state/uiState.ts';
import { Tables } from './table/tables.ts';
import { Workbench } from './Workbench.tsx';

const { host, connection, saved, save } = connectHost<WorkbenchContract>(workbenchMethods);
const store = new WorkbenchStore({ host, ui: readUiState(saved), save });
onEvent<WorkbenchEvents, 'state'>(connection, 'state', store.receive);
onEvent<WorkbenchEvents, 'activity'>(connection, 'activity', store.receiveActivities);
onEvent<WorkbenchEvents, 'action'>(connection, 'action', store.action);
onEvent<WorkbenchEvents, 'other'>(connection, 'other', store.showOther);
const tables = new Tables(store);
void store.start();

const root = document.getElementById('root');
if (root) createRoot(root).render(<Workbench store={store} tables={tables} />);
