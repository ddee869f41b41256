import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { DataSubject } from '../../common/envelope/envelope.ts';
import type { Clock } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import type { Caller, PersonCaller } from '../caller.ts';

/** Asks the population register, on behalf of the caller himself, for the minors he is guardian of. */
export type AskForWards = (caller: PersonCaller, self: DataSubject) => Promise<unknown>;

/** The persons about whom a caller may read without a region: himself, and the minors he is guardian of. */
export type FindSubjects = (caller: Caller) => Promise<readonly DataSubject[]>;

const wardsSchema = z.array(z.object({ nik: z.string(), birthDate: z.iso.date() }));

interface Remembered {
  readonly nik: string;
  readonly subjects: Promise<readonly DataSubject[]>;
  readonly untilMs: number;
}

/** How long the register's answer about a token's wards counts, in ms; never longer than the token. */
const MAX_AGE_MS = 300_000;

/**
 * Makes the finder. The register is asked once a token; while it cannot answer, the caller has no wards (a fault costs
 * the children's part, not his own), and it is asked again with his next request. The children's ages are checked again
 * where rows are read.
 */
export function createSubjectFinder(options: {
  readonly askForWards: AskForWards | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}): FindSubjects {
  const known = new LRUCache<string, Remembered>({ max: 10_000 });
  return (caller) => {
    if (caller.kind !== 'PERSON' || caller.subjectNik === undefined) return Promise.resolve([]);
    const nowMs = options.clock.nowMs();
    const remembered = known.get(caller.entitlementsKey);
    // The key holds no NIK: an issuer that corrects one must not leave its bearer with the former's rows.
    const isHis = remembered?.nik === caller.subjectNik;
    if (remembered !== undefined && isHis && remembered.untilMs > nowMs) return remembered.subjects;
    const self: DataSubject = { nik: caller.subjectNik, relation: 'SELF' };
    const asked: Remembered = {
      nik: caller.subjectNik,
      untilMs: Math.min(nowMs + MAX_AGE_MS, caller.tokenExpiresAtMs),
      subjects: askForSubjects(caller, self, options.askForWards).catch((error: unknown) => {
        if (known.get(caller.entitlementsKey) === asked) known.delete(caller.entitlementsKey);
        options.logger.warn(
          { err: error },
          'the register did not say who the caller is guardian of',
        );
        return [self];
      }),
    };
    known.set(caller.entitlementsKey, asked);
    return asked.subjects;
  };
}

async function askForSubjects(
  caller: PersonCaller,
  self: DataSubject,
  askForWards: AskForWards | undefined,
): Promise<readonly DataSubject[]> {
  if (askForWards === undefined) return [self];
  const wards = wardsSchema.parse(await askForWards(caller, self));
  return [self, ...wards.map((ward) => ({ ...ward, relation: 'WARD' as const }))];
}
