import { useEffect, useState, type KeyboardEvent, type ReactNode } from 'react';

import type { Language } from '../../explorer-config.ts';
import { coverageTexts } from '../coverage-texts.ts';
import { nextChip } from '../next-chip.ts';
import type { Regency } from '../read-coverage.ts';
import { portsOf, toSectors, type Sector } from '../sectors.ts';
import { countWithData } from '../summarize-coverage.ts';
import type { ChipFocus } from './port-chip.tsx';
import { RegencyRow } from './regency-row.tsx';

interface Props {
  readonly regencies: readonly Regency[];
  readonly language: Language;
}

/**
 * The table of regencies and sectors. All chips are one stop of the Tab key, and arrow keys move among them: a hundred
 * stops would bar the way to the rest of the page. Roles are written out because narrow windows lay the table out as
 * blocks, which makes browsers forget that it is one.
 */
export function CoverageMatrix({ regencies, language }: Props): ReactNode {
  const text = coverageTexts[language];
  const sectors = toSectors(regencies);
  const { focus, onKeyDown } = useChipFocus(regencies, sectors);
  return (
    <table className="matrix" role="table" onKeyDown={onKeyDown}>
      <caption>{text.caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">
            {text.regency}
          </th>
          {sectors.map((sector) => (
            <th key={sector.name} scope="col" role="columnheader">
              {text.sectors[sector.name]}{' '}
              <span className="with-data">
                {text.withData(countWithData(regencies, sector), regencies.length)}
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {regencies.map((regency) => (
          <RegencyRow key={regency.code} {...{ regency, sectors, language, focus }} />
        ))}
      </tbody>
    </table>
  );
}

/** Which chip the Tab key reaches and which one shows its details. */
function useChipFocus(regencies: readonly Regency[], sectors: readonly Sector[]) {
  const [current, setCurrent] = useState<string>();
  const [open, setOpen] = useState<string>();
  const rows = regencies
    .map((regency) =>
      sectors.flatMap((sector) => portsOf(regency, sector).map(({ port }) => toKey(regency, port))),
    )
    .filter((keys) => keys.length > 0);
  const isThere = current !== undefined && rows.some((keys) => keys.includes(current));
  const tabStop = isThere ? current : rows[0]?.[0];

  // On the document: a chip that is pointed at has no focus, and keys do not reach it.
  useEffect(() => {
    const hide = ({ key }: { readonly key: string }) => {
      if (key === 'Escape') setOpen(undefined);
    };
    document.addEventListener('keydown', hide);
    return () => {
      document.removeEventListener('keydown', hide);
    };
  }, []);

  const focus: ChipFocus = {
    tabStop,
    open,
    toKey,
    onFocus: (key) => {
      setCurrent(key);
      setOpen(key);
    },
    onOpen: setOpen,
    onClose: () => {
      setOpen(undefined);
    },
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    const next = tabStop === undefined ? undefined : nextChip(rows, tabStop, event.key);
    if (next === undefined) return;
    event.preventDefault();
    document.getElementById(next)?.focus();
  };
  return { focus, onKeyDown };
}

/** Names a chip, and is its element's id. */
function toKey({ code }: Regency, port: string): string {
  return `${code}-${port}`;
}
