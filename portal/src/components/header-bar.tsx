import type { ReactNode } from 'react';

import type { ExplorerConfig, Language } from '../explorer-config.ts';
import icon from '../icon.svg';
import type { SessionState } from '../session/token-session.ts';
import { texts } from '../texts.ts';
import { SelectField } from './select-field.tsx';

interface Props {
  readonly config: ExplorerConfig;
  readonly state: SessionState;
  readonly purpose: string | null;
  readonly language: Language;
  readonly onPersona: (persona: string | null) => void;
  readonly onPurpose: (purpose: string | null) => void;
  readonly onLanguage: (language: Language) => void;
}

/** Who asks, for what purpose and in which language. */
export function HeaderBar(props: Props): ReactNode {
  const { config, state, purpose, language } = props;
  const text = texts[language];
  return (
    <header className="bar">
      <h1 className="brand">
        <img src={icon} alt="" width="28" height="28" />
        Jawara <span>{text.subtitle}</span>
      </h1>
      <a className="bar-link" href={`/coverage?lang=${language}`}>
        {text.toCoverage}
      </a>
      <SelectField
        label={text.persona}
        value={state.kind === 'anonymous' ? '' : state.persona}
        options={[{ value: '', label: text.anonymous }, ...toPersonaOptions(config, language)]}
        onChoose={(value) => {
          props.onPersona(value === '' ? null : value);
        }}
      />
      <SelectField
        label={text.purpose}
        value={purpose ?? ''}
        options={[{ value: '', label: text.noPurpose }, ...toPurposeOptions(config, language)]}
        onChoose={(value) => {
          props.onPurpose(value === '' ? null : value);
        }}
      />
      <SelectField
        label={text.language}
        value={language}
        options={[
          { value: 'id', label: 'Indonesia' },
          { value: 'en', label: 'English' },
        ]}
        onChoose={(value) => {
          props.onLanguage(value === 'id' ? 'id' : 'en');
        }}
      />
    </header>
  );
}

function toPersonaOptions({ personas }: ExplorerConfig, language: Language) {
  return personas.map(({ name, title, description }) => ({
    value: name,
    label: `${name} · ${title[language]}`,
    title: description?.[language],
  }));
}

function toPurposeOptions({ purposes }: ExplorerConfig, language: Language) {
  return purposes.map((value) => ({
    value,
    label: texts[language].purposes[value] ?? value,
    title: `Jawara-Purpose: ${value}`,
  }));
}
