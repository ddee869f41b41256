import '../styles.css';
import './coverage.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { preferredLanguage } from '../preferred-language.ts';
import { CoveragePage } from './components/coverage-page.tsx';
import { createCoverageWatch } from './coverage-watch.ts';
import { loadCoverage } from './load-coverage.ts';

const container = document.getElementById('root');
if (container === null) throw new Error('the page has no element "root"');
createRoot(container).render(
  <StrictMode>
    <CoveragePage watch={createCoverageWatch(loadCoverage)} initialLanguage={preferredLanguage()} />
  </StrictMode>,
);
