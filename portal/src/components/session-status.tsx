import type { ReactNode } from 'react';

import type { Language } from '../explorer-config.ts';
import type { SessionState } from '../session/token-session.ts';
import { texts } from '../texts.ts';

interface Props {
  readonly state: SessionState;
  readonly language: Language;
  readonly onRetry: (persona: string) => void;
}

/** Whether there is a token, until when, or in plain words why not. */
export function SessionStatus({ state, language, onRetry }: Props): ReactNode {
  const text = texts[language];
  switch (state.kind) {
    case 'anonymous':
      return <Status kind={state.kind}>{text.noTokenNeeded}</Status>;
    case 'fetching':
      return <Status kind={state.kind}>{text.fetchingToken}</Status>;
    case 'ready':
      return (
        <Status kind={state.kind}>
          {text.tokenUntil(toTime(state.token.expiresAt, language))}
        </Status>
      );
    case 'failed':
      return (
        <p className="status status-failed" role="alert">
          {text.tokenFault[state.fault]}{' '}
          <button
            type="button"
            className="link"
            onClick={() => {
              onRetry(state.persona);
            }}
          >
            {text.tryAgain}
          </button>
        </p>
      );
  }
}

function Status({
  kind,
  children,
}: {
  readonly kind: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <p className={`status status-${kind}`} role="status">
      {children}
    </p>
  );
}

function toTime(instant: number, language: Language): string {
  const format = new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    timeStyle: 'medium',
  });
  return format.format(instant);
}
