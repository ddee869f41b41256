import type { ReactNode } from 'react';

import { SelectField } from '../../components/select-field.tsx';
import type { Language } from '../../explorer-config.ts';
import icon from '../../icon.svg';
import { coverageTexts } from '../coverage-texts.ts';
import type { WatchState } from '../coverage-watch.ts';

interface Props {
  readonly language: Language;
  readonly phase: WatchState['phase'];
  readonly onLanguage: (language: Language) => void;
  readonly onRefresh: () => void;
}

/** The page's name, the way back to the explorer, the language and a refresh by hand. */
export function CoverageBar({ language, phase, onLanguage, onRefresh }: Props): ReactNode {
  const text = coverageTexts[language];
  return (
    <header className="bar">
      <h1 className="brand">
        <img src={icon} alt="" width="28" height="28" />
        Jawara <span>{text.title}</span>
      </h1>
      <a className="bar-link" href={`/graphql?lang=${language}`}>
        {text.toExplorer}
      </a>
      <SelectField
        label={text.language}
        value={language}
        options={[
          { value: 'id', label: 'Indonesia' },
          { value: 'en', label: 'English' },
        ]}
        onChoose={(value) => {
          onLanguage(value === 'id' ? 'id' : 'en');
        }}
      />
      {/* Stays enabled while it asks: a button that is disabled loses the keyboard's focus. */}
      <button type="button" className="refresh" aria-busy={phase === 'asking'} onClick={onRefresh}>
        {text.refresh}
      </button>
    </header>
  );
}
