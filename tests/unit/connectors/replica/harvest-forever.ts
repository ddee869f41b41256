/**
 * A program that harvests the partition of `a-replica.ts` again and again, each time a newer version of its rows, until
 * it is killed. Says `ready` when it begins.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { DECLARATION, openStore, PART, recordsOf } from './a-replica.ts';

const ROWS = 20;
const [url = '', firstVersion = '1'] = process.argv.slice(2);
const store = openStore({ url });
process.stdout.write('ready');
for (let version = Number(firstVersion); ; version += 1) {
  const harvest = await store.beginHarvest(PART, DECLARATION);
  // What was resumed goes on in its own version, as a source that has not changed meanwhile.
  const begunAs = Number(harvest.resumesAfter?.split(':')[0] ?? version);
  const from = Number(harvest.resumesAfter?.split(':')[1] ?? 0);
  const rows = recordsOf(ROWS, begunAs);
  for (let next = from; next < ROWS; next += 4) {
    const checkpoint = `${begunAs}:${next + 4}`;
    await harvest.put(rows.slice(next, next + 4), { checkpoint, rejected: 0 });
    await pause(2);
  }
  await harvest.complete({ asOf: '2026-03-01T00:00:00Z', summary: { version: begunAs } });
}
