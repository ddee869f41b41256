import type { ReactNode } from 'react';

import type { ExplorerConfig, ExplorerExample, Language } from '../explorer-config.ts';
import { texts } from '../texts.ts';

interface Props {
  readonly config: ExplorerConfig;
  readonly example: ExplorerExample;
  readonly language: Language;
  readonly persona: string | null;
  readonly purpose: string | null;
  readonly onUse: (example: ExplorerExample) => void;
}

/**
 * What the example in the open tab wants, and a button that grants it. Opening a tab changes nobody's persona: to see
 * an example refused is as instructive as to see it answered.
 */
export function ExampleHint({
  config,
  example,
  language,
  persona,
  purpose,
  onUse,
}: Props): ReactNode {
  const text = texts[language];
  const ready =
    (example.persona === null || example.persona === persona) &&
    (example.purpose === null || example.purpose === purpose);
  return (
    <div className={ready ? 'hint' : 'hint hint-unmet'} role="note">
      <span>
        {ready ? text.exampleReady : text.exampleWants}{' '}
        <strong>{titleOf(config, example.persona, language)}</strong>
        {example.purpose !== null && (
          <>
            {' · '}
            <strong>{text.purposes[example.purpose] ?? example.purpose}</strong>
          </>
        )}
      </span>
      {!ready && (
        <button
          type="button"
          onClick={() => {
            onUse(example);
          }}
        >
          {text.useThese}
        </button>
      )}
    </div>
  );
}

function titleOf(config: ExplorerConfig, persona: string | null, language: Language): string {
  if (persona === null) return texts[language].anybody;
  const known = config.personas.find(({ name }) => name === persona);
  return known === undefined ? persona : `${persona} · ${known.title[language]}`;
}
