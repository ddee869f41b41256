import { expect, it } from '@jest/globals';
import type { SystemBinding } from '../../../common/binding.ts';
import type { Probe } from '../../../connectors/connector.ts';
import { createSourceWatch } from '../../../server/watch-sources.ts';

const BINDING = {
  system: 'dapodik',
  regionCode: '36.71',
  version: '1',
  connection: { kind: 'rest', baseUrl: 'http://127.0.0.1', apiKey: '' },
} as unknown as SystemBinding;

it('begins no second probe while the first has not ended, however old the answer is', async () => {
  let nowMs = 0;
  let probes = 0;
  let end: (probe: Probe) => void = () => undefined;
  const find = createSourceWatch({
    probe: () => {
      probes += 1;
      return new Promise((resolve) => {
        end = resolve;
      });
    },
    replicas: undefined,
    clock: { nowMs: () => nowMs },
  });
  const first = find('School', BINDING);
  nowMs = 61_000;
  const second = find('School', BINDING);
  end({ reachable: true, credentials: 'UNKNOWN', detail: '' });
  await expect(Promise.all([first, second])).resolves.toMatchObject([
    { state: 'LIVE' },
    { state: 'LIVE' },
  ]);
  expect(probes).toBe(1);
  nowMs = 122_000;
  const third = find('School', BINDING);
  expect(probes).toBe(2);
  end({ reachable: false, credentials: 'UNKNOWN', detail: '' });
  await expect(third).resolves.toEqual({ state: 'DOWN' });
});
