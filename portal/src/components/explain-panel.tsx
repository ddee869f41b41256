import { useSyncExternalStore, type ReactNode } from 'react';

import type { ExplainedFetch, Explanation, ExplanationStore } from '../explanation.ts';
import type { Language } from '../explorer-config.ts';
import { texts } from '../texts.ts';

interface Props {
  readonly store: ExplanationStore;
  readonly language: Language;
}

/** The plan of the operation that was run last, and the time of each of its fetches. Closed until somebody opens it. */
export function ExplainPanel({ store, language }: Props): ReactNode {
  const state = useSyncExternalStore(store.subscribe, store.read);
  const text = texts[language];
  return (
    <details className="explain">
      <summary>{text.explain}</summary>
      {state.kind === 'NOTHING_RUN' && <p>{text.explainNothingRun}</p>}
      {state.kind === 'NOT_TOLD' && <p>{text.explainNotTold}</p>}
      {state.kind === 'TOLD' && <Told explanation={state.explanation} language={language} />}
    </details>
  );
}

function Told({
  explanation,
  language,
}: {
  readonly explanation: Explanation;
  readonly language: Language;
}): ReactNode {
  const text = texts[language];
  const { plan, fetches } = explanation;
  if (plan === null) return <p>{text.explainNothingFetched}</p>;
  const endMs = Math.max(...fetches.map(({ startMs, durationMs }) => startMs + durationMs), 1);
  return (
    <div className="explain-body">
      <table>
        <caption>{text.explainFetches}</caption>
        <thead>
          <tr>
            <th scope="col">{text.explainSubgraph}</th>
            <th scope="col">{text.explainObjects}</th>
            <th scope="col">{text.explainStart}</th>
            <th scope="col">{text.explainDuration}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {fetches.map((fetch, index) => (
            <FetchRow key={index} fetch={fetch} endMs={endMs} language={language} />
          ))}
        </tbody>
      </table>
      <pre>{plan}</pre>
    </div>
  );
}

function FetchRow({
  fetch,
  endMs,
  language,
}: {
  readonly fetch: ExplainedFetch;
  /** When the last fetch had ended. */
  readonly endMs: number;
  readonly language: Language;
}): ReactNode {
  const { subgraph, paths, entities, startMs, durationMs, ok } = fetch;
  const objects =
    entities === null
      ? texts[language].explainRoot
      : `${entities} × ${paths.map((path) => path.join('.')).join(', ')}`;
  return (
    <tr className={ok ? undefined : 'explain-failed'}>
      <th scope="row">{subgraph}</th>
      <td>{objects}</td>
      <td>{startMs.toFixed(1)}</td>
      <td>{durationMs.toFixed(1)}</td>
      <td>
        <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
          <rect
            x={(startMs / endMs) * 100}
            width={Math.max((durationMs / endMs) * 100, 0.5)}
            height="8"
          />
        </svg>
      </td>
    </tr>
  );
}
