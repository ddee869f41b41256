import type { ReactNode } from 'react';

import type { Language } from '../../explorer-config.ts';
import { coverageTexts } from '../coverage-texts.ts';
import { STATES } from '../read-coverage.ts';

/** What the letters and colours mean. */
export function Legend({ language }: { readonly language: Language }): ReactNode {
  const text = coverageTexts[language];
  return (
    <section className="legend" aria-label={text.legend}>
      <dl>
        {STATES.map((state) => {
          const { letter, name, meaning } = text.states[state];
          return (
            <div key={state} data-state={state}>
              <dt>
                <span className="letter" aria-hidden="true">
                  {letter}
                </span>
                {name}
              </dt>
              <dd>{meaning}</dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
