import type { PortName } from '../../common/binding.ts';
import type { Envelope } from '../../common/envelope/envelope.ts';
import { ClientError } from '../../common/errors/errors.ts';
import type { RegionCode } from '../../common/region-code.ts';
import type { RowAccess } from '../../common/row-guard.ts';
import { notBound } from './source-answers.ts';

export interface RegionChoice {
  /** The port that is to be asked, and the regions that have it bound, in the bindings' order. */
  readonly port: PortName;
  readonly bound: readonly RegionCode[];
  readonly envelope: Pick<Envelope, 'regions' | 'homeRegions'>;
  readonly accessTo: (regionCode: RegionCode) => RowAccess;
  /** Whether what is asked for can be among the rows that `access` opens. */
  readonly opens: (access: RowAccess) => boolean;
}

/**
 * Regions to ask where a person is named and no region is: the caller's own; and for himself and his wards the home regions
 * that his token names, or every bound one where it names none. Only those that `opens` lets through, and that have
 * the port bound; never none.
 *
 * @throws ClientError - `FORBIDDEN` where none is open to him.
 * @throws SourceError - `SOURCE_NOT_BOUND` where those that are have no system for the port.
 */
export function chooseRegionsOfPerson(choice: RegionChoice): readonly RegionCode[] {
  const { accessTo, bound, envelope, opens, port } = choice;
  const home = envelope.homeRegions.length > 0 ? envelope.homeRegions : bound;
  const candidates = [...new Set([...envelope.regions, ...home])];
  const open = candidates.filter((region) => opens(accessTo(region)));
  const asked = open.filter((region) => bound.includes(region));
  if (asked.length > 0) return asked;
  const [region] = open;
  if (region !== undefined) throw notBound(port, region);
  // No region was named: the province that the bindings belong to stands for all of them.
  throw new ClientError('FORBIDDEN', { region: (bound[0] ?? '*').slice(0, 2) });
}
