import type { ReactNode } from 'react';

import type { Language } from '../../explorer-config.ts';
import { coverageTexts, portLabel } from '../coverage-texts.ts';
import { gapText } from '../gap-text.ts';
import type { PortCoverage, Regency } from '../read-coverage.ts';
import { PortDetails } from './port-details.tsx';

/** What the matrix knows of all its chips; each is named by its key. */
export interface ChipFocus {
  /** The one chip that the Tab key reaches. */
  readonly tabStop: string | undefined;
  /** The one chip whose details are shown. */
  readonly open: string | undefined;
  readonly toKey: (regency: Regency, port: string) => string;
  readonly onFocus: (key: string) => void;
  readonly onOpen: (key: string) => void;
  readonly onClose: () => void;
}

interface Props {
  readonly id: string;
  readonly coverage: PortCoverage;
  readonly language: Language;
  readonly focus: ChipFocus;
}

/**
 * A port's label with its state's letter, in its state's colour. The details show while the chip is pointed at,
 * focused or touched; the pointer may move onto them, and Escape hides them (WCAG 2.2, 1.4.13).
 */
export function PortChip({ id, coverage, language, focus }: Props): ReactNode {
  const { port, state, gap } = coverage;
  const { letter, name } = coverageTexts[language].states[state];
  const label = portLabel(port, language);
  const said = [`${label}: ${name}`, gapText(coverage, language)].filter((part) => part !== null);
  const isOpen = focus.open === id;
  const detailsId = `${id}-details`;
  const show = () => {
    focus.onOpen(id);
  };
  return (
    <li className="port" data-state={state} onMouseEnter={show} onMouseLeave={focus.onClose}>
      <button
        id={id}
        type="button"
        className="chip"
        tabIndex={focus.tabStop === id ? 0 : -1}
        aria-label={said.join(', ')}
        aria-describedby={isOpen ? detailsId : undefined}
        onClick={show}
        onFocus={() => {
          focus.onFocus(id);
        }}
        onBlur={focus.onClose}
      >
        {label}
        {gap !== null && <span className="gap-mark">−{gap.missing}</span>}
        <span className="letter">{letter}</span>
      </button>
      {isOpen && <PortDetails id={detailsId} {...{ coverage, language }} />}
    </li>
  );
}
