import { createRoot } from 'react-dom/client';
import '../ui/base.css';
import { runPanelMethods } from '../../src/shared/contracts/runPanel.ts';
import type { RunPanelContract } from '../../src/shared/contracts/runPanel.ts';
import { connectHost } from '../ui/connectHost.ts';
import { RunPanel } from './RunPanel.tsx';

const link = connectHost<RunPanelContract>(runPanelMethods);
const place = document.getElementById('root');
if (place === null) throw new Error('The page has no place for the run panel.');
createRoot(place).render(<RunPanel link={link} />);
