// cli-without-host, vscode-in-host, product-without-tests
import type { Uri } from 'vscode';
import { fixture } from '../../test/fixture.ts';
import { commands } from '../host/commands.ts';

export const run = (uri: Uri) => [uri, fixture, commands];
