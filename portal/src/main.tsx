import './styles.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './components/app.tsx';
import { loadConfig } from './load-config.ts';
import { preferredLanguage } from './preferred-language.ts';
import { texts } from './texts.ts';

const container = document.getElementById('root');
if (container === null) throw new Error('the page has no element "root"');
const root = createRoot(container);
const language = preferredLanguage();
document.documentElement.lang = language;

try {
  const config = await loadConfig();
  root.render(
    <StrictMode>
      <App config={config} initialLanguage={language} />
    </StrictMode>,
  );
} catch {
  root.render(
    <p className="loading" role="alert">
      {texts[language].configFailed}
    </p>,
  );
}
