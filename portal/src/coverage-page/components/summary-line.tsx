import type { ReactNode } from 'react';

import type { Language } from '../../explorer-config.ts';
import { coverageTexts } from '../coverage-texts.ts';
import type { CoveragePicture } from '../coverage-watch.ts';
import { formatTime } from '../format-instant.ts';
import { summarizeCoverage } from '../summarize-coverage.ts';

interface Props {
  readonly picture: CoveragePicture;
  readonly language: Language;
}

/** The picture in one line. Read out only where what it says has changed, not with every refresh. */
export function SummaryLine({ picture, language }: Props): ReactNode {
  const text = coverageTexts[language];
  const summary = summarizeCoverage(picture.regencies);
  return (
    <div className="summary">
      <p role="status">
        <strong>{text.livePopulation(summary)}</strong> {text.down(summary)}
      </p>
      <p className="read-at">{text.readAt(formatTime(picture.readAt, language))}</p>
    </div>
  );
}
