import { SourceError } from '../../common/errors/errors.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import type { HttpConnector } from '../../connectors/http/http-connector.ts';
import { toInstant, toProvenance, type AdapterContext } from './adapter-context.ts';
import { SEX, toWord } from './code-lists.ts';
import { chooseCredentials } from './dukcapil-credentials.ts';
import { dropRow } from './dropped-row.ts';
import { readDukcapilReply, readText, type DukcapilRecord } from './dukcapil-reply.ts';
import type { VerificationResult } from './generated/resolvers.ts';
import {
  ELEMENT_NAMES,
  type ElementName,
  type ResidentElements,
  type ResidentVerificationRow,
} from './resident-elements.ts';

/** The service's names for the elements. */
const KEYS: Readonly<Record<ElementName, string>> = {
  name: 'NAMA_LGKP',
  birthPlace: 'TMPT_LHR',
  birthDate: 'TGL_LHR',
  sex: 'JENIS_KLMIN',
  noKk: 'NO_KK',
};

/** Likeness in percent from which the service says "Sesuai": nothing less than equal is a match. */
const THRESHOLD = 100;

/**
 * Has the service compare elements: one call. The binding's province and regency are sent along, and only a reply that
 * confirms both is read: the service holds other regions' people too.
 *
 * @throws SourceError
 */
export async function verifyByElements(
  connector: HttpConnector,
  context: AdapterContext,
  call: SourceCall,
  nik: string,
  elements: ResidentElements,
): Promise<ResidentVerificationRow | null> {
  const { binding, clock } = context;
  const reply = await connector.request(call, {
    name: 'verifyByElements',
    keys: 1,
    method: 'POST',
    path: '/CALL_VERIFY_BY_ELEMEN',
    json: toRequest(context, call, nik, elements),
  });
  const record = readDukcapilReply(reply, binding, clock);
  if (record === null) return null;
  if (!isConfirmed(record, 'NO_PROP') || !isConfirmed(record, 'NO_KAB')) {
    dropRow(context);
    return null;
  }
  const results = ELEMENT_NAMES.map((name) => [
    name,
    elements[name] === undefined ? 'NOT_CHECKED' : readResult(record, name, context),
  ]);
  return {
    nik,
    ...(Object.fromEntries(results) as Record<ElementName, VerificationResult>),
    changedAt: null,
    provenance: toProvenance(binding, toInstant(clock)),
  };
}

function toRequest(
  { binding }: AdapterContext,
  call: SourceCall,
  nik: string,
  elements: ResidentElements,
): Readonly<Record<string, string | number>> {
  const { userId, password, clientIp } = chooseCredentials(binding, call.institution);
  const [province = '', regency = ''] = binding.regionCode.split('.');
  const given = ELEMENT_NAMES.flatMap((name) => {
    const value = name === 'sex' ? toSexWord(elements.sex) : elements[name];
    return value === undefined ? [] : [[KEYS[name], value] as const];
  });
  return {
    NIK: nik,
    ...Object.fromEntries(given),
    NO_PROP: Number(province),
    NO_KAB: Number(regency),
    USER_ID: userId,
    PASSWORD: password,
    IP_USER: clientIp,
    // The service's own spelling.
    TRESHOLD: THRESHOLD,
  };
}

function toSexWord(sex: ResidentElements['sex']): string | undefined {
  return sex === undefined ? undefined : toWord(SEX, sex);
}

/** "Sesuai" with or without its likeness, or "Tidak Sesuai". */
function readResult(
  record: DukcapilRecord,
  name: ElementName,
  { binding }: AdapterContext,
): VerificationResult {
  const text = readText(record, KEYS[name]) ?? '';
  if (isMatch(text)) return 'MATCH';
  // A likeness under the threshold is no match, whatever word stands before it.
  if (/^(Tidak )?Sesuai( ?\(\d{1,3}\))?$/i.test(text)) return 'MISMATCH';
  throw new SourceError('SOURCE_REPLY_INVALID', {
    system: binding.system,
    region: binding.regionCode,
  });
}

function isConfirmed(record: DukcapilRecord, key: string): boolean {
  return isMatch(readText(record, key) ?? '');
}

function isMatch(text: string): boolean {
  return /^Sesuai( ?\(100\))?$/i.test(text);
}
