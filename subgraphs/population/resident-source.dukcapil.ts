import { SourceError } from '../../common/errors/errors.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import type { HttpConnector } from '../../connectors/http/http-connector.ts';
import { toInstant, toProvenance, type AdapterContext } from './adapter-context.ts';
import { chooseCredentials } from './dukcapil-credentials.ts';
import { readDukcapilReply, readNumber, readText, type DukcapilRecord } from './dukcapil-reply.ts';
import { verifyByElements } from './dukcapil-verification.ts';
import { dropRow, isOwnRow } from './dropped-row.ts';
import type { ResidentSource } from './resident-source.ts';
import type { ResidentRow } from './resident.ts';
import { toError } from './to-error.ts';
import { toResident } from './to-resident.dukcapil.ts';

/**
 * The port Resident on Dukcapil's service, which takes one NIK a call: N calls for N keys, at most the binding's
 * `concurrent` at a time. Once the quota is used up, a limit is reached or the credentials are wrong, the batch's other
 * keys are answered by the same error without being asked.
 */
export function createDukcapilResidentSource(
  connector: HttpConnector,
  context: AdapterContext,
): ResidentSource {
  return {
    residentsByNik: (call, niks) =>
      askOneByOne(niks, context.binding.limits.concurrent, (nik) =>
        callNik(connector, context, call, nik),
      ),
    verify: (call, nik, elements) => verifyByElements(connector, context, call, nik, elements),
  };
}

async function callNik(
  connector: HttpConnector,
  context: AdapterContext,
  call: SourceCall,
  nik: string,
): Promise<ResidentRow | null> {
  const { binding, clock } = context;
  const { userId, password, clientIp } = chooseCredentials(binding, call.institution);
  const reply = await connector.request(call, {
    name: 'residentsByNik',
    keys: 1,
    method: 'POST',
    path: '/CALL_NIK',
    json: { nik, user_id: userId, password, ip_user: clientIp },
  });
  const record = readDukcapilReply(reply, binding, clock);
  return record === null ? null : readResident(record, nik, context);
}

function readResident(
  record: DukcapilRecord,
  nik: string,
  context: AdapterContext,
): ResidentRow | null {
  const { binding, clock } = context;
  if (readText(record, 'NIK') !== nik) {
    throw new SourceError('SOURCE_REPLY_INVALID', {
      system: binding.system,
      region: binding.regionCode,
    });
  }
  if (!isOwnRow(binding, readNumber(record, 'NO_PROP'), readNumber(record, 'NO_KAB'))) {
    dropRow(context);
    return null;
  }
  return toResident(record, nik, toProvenance(binding, toInstant(clock)));
}

/** Asks key by key, `concurrent` at a time, in the keys' order; a fault of the whole account ends the asking. */
async function askOneByOne<Value>(
  keys: readonly string[],
  concurrent: number,
  ask: (key: string) => Promise<Value>,
): Promise<readonly (Value | Error)[]> {
  const answers: (Value | Error)[] = [];
  let next = 0;
  let ended: Error | undefined;
  const work = async () => {
    for (let index = next++; index < keys.length; index = next++) {
      const answer = ended ?? (await ask(keys[index] ?? '').catch(toError));
      if (isFaultOfAccount(answer)) ended = answer;
      answers[index] = answer;
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, concurrent) }, work));
  return answers;
}

function isFaultOfAccount(answer: unknown): answer is SourceError {
  return (
    answer instanceof SourceError &&
    (answer.code === 'SOURCE_QUOTA_EXHAUSTED' ||
      answer.code === 'SOURCE_REJECTED_CREDENTIALS' ||
      answer.code === 'SOURCE_RATE_LIMITED')
  );
}
