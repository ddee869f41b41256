import { SourceError } from '../../common/errors/errors.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import type { HttpConnector } from '../../connectors/http/http-connector.ts';
import { askOneByOne } from '../shared/ask-one-by-one.ts';
import { toInstant, toProvenance, type AdapterContext } from './adapter-context.ts';
import { chooseCredentials } from './dukcapil-credentials.ts';
import { readDukcapilReply, readNumber, readText, type DukcapilRecord } from './dukcapil-reply.ts';
import { verifyByElements } from './dukcapil-verification.ts';
import { dropRow, isOwnRow } from './dropped-row.ts';
import type { ResidentSource } from './resident-source.ts';
import type { ResidentRow } from './resident.ts';
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
