import { createRoot } from 'react-dom/client';
import './page.css';
import { Page } from './Page.tsx';

// The grid alone, with made-up data: ?rows=&columns=&delay=&theme=light|dark|high-contrast
const query = new URLSearchParams(location.search);
const numberOf = (name: string, otherwise: number) => {
  const text = query.get(name);
  return text === null ? otherwise : Number(text);
};
const place = document.getElementById('page');
if (place === null) throw new Error('The page has no place for the grid.');
createRoot(place).render(
  <Page
    rows={numberOf('rows', 100_000_000)}
    columns={numberOf('columns', 2000)}
    delay={numberOf('delay', 20)}
    theme={query.get('theme') ?? 'dark'}
  />,
);
