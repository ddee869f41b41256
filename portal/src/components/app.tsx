import {
  lazy,
  Suspense,
  useCallback,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';

import type { ExplorerConfig, ExplorerExample, Language } from '../explorer-config.ts';
import { findExample, operationNameOf } from '../find-example.ts';
import { createFetcher, type RequestSettings } from '../session/create-fetcher.ts';
import { requestToken } from '../session/request-token.ts';
import { createTokenSession } from '../session/token-session.ts';
import { texts } from '../texts.ts';
import { createExplanationStore } from '../explanation.ts';
import { ExampleHint } from './example-hint.tsx';
import { ExplainPanel } from './explain-panel.tsx';
import { HeaderBar } from './header-bar.tsx';
import { SessionStatus } from './session-status.tsx';

const Explorer = lazy(() => import('./explorer.tsx'));

interface Props {
  readonly config: ExplorerConfig;
  readonly initialLanguage: Language;
}

/** The explorer: header bar, the open example's hint, GraphiQL. Nothing chosen here outlives the page. */
export function App({ config, initialLanguage }: Props): ReactNode {
  const [settings, change] = useSettings(initialLanguage);
  const [session] = useState(() =>
    createTokenSession((persona, signal) => requestToken(config, persona, signal)),
  );
  const [explanations] = useState(createExplanationStore);
  const [fetcher] = useState(() => createFetcher(session, change.read, explanations.set));
  const state = useSyncExternalStore(session.subscribe, session.read);
  const [operation, setOperation] = useState(() =>
    operationNameOf(config.examples[0]?.query ?? ''),
  );

  const { purpose, language } = settings;
  const example = findExample(config.examples, operation);
  const choosePersona = (name: string | null) => void session.choose(name);
  const meet = ({ persona, purpose: wanted }: ExplorerExample) => {
    if (persona !== null) choosePersona(persona);
    if (wanted !== null) change.set({ purpose: wanted });
  };
  return (
    <div className="page">
      <HeaderBar
        {...{ config, state, purpose, language }}
        onPersona={choosePersona}
        onPurpose={(next) => {
          change.set({ purpose: next });
        }}
        onLanguage={(next) => {
          document.documentElement.lang = next;
          change.set({ language: next });
        }}
      />
      <div className="bar-second">
        {example !== undefined && (
          <ExampleHint
            {...{ config, example, language, purpose }}
            persona={state.kind === 'anonymous' ? null : state.persona}
            onUse={meet}
          />
        )}
        <SessionStatus state={state} language={language} onRetry={choosePersona} />
      </div>
      <main className="explorer">
        <Suspense fallback={<p className="loading">{texts[language].loading}</p>}>
          <Explorer examples={config.examples} fetcher={fetcher} onOperation={setOperation} />
        </Suspense>
      </main>
      <ExplainPanel store={explanations} language={language} />
    </div>
  );
}

/** The settings as state, and a reader of their present value that never changes itself. */
function useSettings(language: Language) {
  const [settings, setSettings] = useState<RequestSettings>({ purpose: null, language });
  const latest = useRef(settings);
  const read = useCallback(() => latest.current, []);
  const set = useCallback((part: Partial<RequestSettings>) => {
    latest.current = { ...latest.current, ...part };
    setSettings(latest.current);
  }, []);
  return [settings, { read, set }] as const;
}
