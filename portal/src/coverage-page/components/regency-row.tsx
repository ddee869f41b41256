import type { ReactNode } from 'react';

import type { Language } from '../../explorer-config.ts';
import { coverageTexts } from '../coverage-texts.ts';
import type { Regency } from '../read-coverage.ts';
import { portsOf, type Sector } from '../sectors.ts';
import { isDown } from '../summarize-coverage.ts';
import { PortChip, type ChipFocus } from './port-chip.tsx';

interface Props {
  readonly regency: Regency;
  readonly sectors: readonly Sector[];
  readonly language: Language;
  readonly focus: ChipFocus;
}

/** One regency: a cell for each sector, with a chip for each port. */
export function RegencyRow({ regency, sectors, language, focus }: Props): ReactNode {
  const text = coverageTexts[language];
  const down = isDown(regency);
  return (
    <tr role="row" className={down ? 'regency-down' : undefined}>
      <th scope="row" role="rowheader">
        {regency.name} <span className="code">{regency.code}</span>
        {down && <span className="down-mark">{text.regencyDown}</span>}
      </th>
      {regency.coverage === null ? (
        <td role="cell" colSpan={sectors.length}>
          {text.notKnown}
        </td>
      ) : (
        sectors.map((sector) => (
          <td key={sector.name} role="cell">
            <span className="sector-label" aria-hidden="true">
              {text.sectors[sector.name]}
            </span>
            <ul className="ports">
              {portsOf(regency, sector).map((coverage) => (
                <PortChip
                  key={coverage.port}
                  id={focus.toKey(regency, coverage.port)}
                  {...{ coverage, language, focus }}
                />
              ))}
            </ul>
          </td>
        ))
      )}
    </tr>
  );
}
