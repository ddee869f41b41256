import type { ReactNode } from 'react';

import type { Language } from '../../explorer-config.ts';
import { coverageTexts, portLabel } from '../coverage-texts.ts';
import { formatInstant } from '../format-instant.ts';
import { gapText } from '../gap-text.ts';
import type { PortCoverage } from '../read-coverage.ts';

interface Props {
  readonly id: string;
  readonly coverage: PortCoverage;
  readonly language: Language;
}

/** Which system serves the port, whose data it is, how old it is and what is missing; only what is known. */
export function PortDetails({ id, coverage, language }: Props): ReactNode {
  const text = coverageTexts[language];
  const { name, meaning } = text.states[coverage.state];
  const facts = toFacts(coverage, language);
  return (
    <div id={id} className="details" role="tooltip">
      <p>
        <strong>
          {portLabel(coverage.port, language)} · {name}
        </strong>{' '}
        {meaning}
      </p>
      {facts.length > 0 && (
        <dl>
          {facts.map(([term, value]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

function toFacts(
  coverage: PortCoverage,
  language: Language,
): readonly (readonly [term: string, value: string])[] {
  const text = coverageTexts[language];
  const { system, controller, asOf } = coverage;
  const facts = [
    [text.system, system],
    [text.controller, controller],
    [text.asOf, asOf === null ? null : formatInstant(asOf, language)],
    [text.gap, gapText(coverage, language)],
  ] as const;
  return facts.flatMap(([term, value]) => (value === null ? [] : [[term, value] as const]));
}
