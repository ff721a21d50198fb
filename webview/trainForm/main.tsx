import { createRoot } from 'react-dom/client';
import '../ui/base.css';
import { trainFormMethods } from '../../src/shared/contracts/trainForm.ts';
import type { TrainFormContract } from '../../src/shared/contracts/trainForm.ts';
import { connectHost } from '../ui/connectHost.ts';
import { TrainForm } from './TrainForm.tsx';

const link = connectHost<TrainFormContract>(trainFormMethods);
const place = document.getElementById('root');
if (place === null) throw new Error('The page has no place for the form.');
createRoot(place).render(<TrainForm link={link} />);
