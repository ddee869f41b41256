import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';

import type { Language } from '../../explorer-config.ts';
import type { CoverageWatch } from '../coverage-watch.ts';
import { coverageTexts } from '../coverage-texts.ts';
import { CoverageBar } from './coverage-bar.tsx';
import { CoverageMatrix } from './coverage-matrix.tsx';
import { Legend } from './legend.tsx';
import { SummaryLine } from './summary-line.tsx';

interface Props {
  readonly watch: CoverageWatch;
  readonly initialLanguage: Language;
}

/** What every regency has of every sector, kept fresh while the page is looked at. */
export function CoveragePage({ watch, initialLanguage }: Props): ReactNode {
  const [language, setLanguage] = useState(initialLanguage);
  const { phase, picture } = useSyncExternalStore(watch.subscribe, watch.read);
  useEffect(() => watch.start(), [watch]);
  const text = coverageTexts[language];
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = `Jawara · ${text.title}`;
  }, [language, text.title]);

  return (
    <div className="coverage">
      <CoverageBar {...{ language, phase }} onLanguage={setLanguage} onRefresh={watch.refresh} />
      <main>
        {phase === 'unanswered' && (
          <p className="unanswered" role="alert">
            {text.noAnswer}
          </p>
        )}
        {picture === undefined ? (
          phase === 'asking' && (
            <p className="loading" role="status">
              {text.loading}
            </p>
          )
        ) : (
          <>
            <SummaryLine {...{ picture, language }} />
            <CoverageMatrix regencies={picture.regencies} language={language} />
            <Legend language={language} />
          </>
        )}
      </main>
    </div>
  );
}
