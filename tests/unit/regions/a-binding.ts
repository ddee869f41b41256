import type { Bindings, SystemBinding } from '../../../common/binding.ts';
import type { RegionCode } from '../../../common/region-code.ts';

/** A simulated SIAK of Kota Tangerang. */
export function aBinding(changes: Partial<SystemBinding> = {}): SystemBinding {
  return {
    system: 'siak',
    adapter: 'siak',
    regionCode: '36.71' as RegionCode,
    regionName: 'Kota Tangerang',
    controller: 'Disdukcapil Kota Tangerang',
    contact: 'siak@disdukcapil.example',
    connection: { kind: 'sql', dialect: 'postgresql', url: 'postgres://localhost/siak' },
    limits: { perMinute: 1, perDay: 1, concurrent: 1, queued: 1, timeoutMs: 1_000 },
    maintenance: [],
    enabled: true,
    simulated: true,
    version: '0123456789abcdef',
    ...changes,
  };
}

export function bindingsOf(ports: Readonly<Record<string, SystemBinding>>): Bindings {
  const regionCode = '36.71' as RegionCode;
  return new Map([[regionCode, { regionCode, name: 'Kota Tangerang', ports }]]);
}
