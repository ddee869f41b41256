import { z } from 'zod';
import type { SystemBinding } from '../../common/binding.ts';
import { parseRegionCode, regencyOf, type RegionCode } from '../../common/region-code.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import { sourceError } from '../../connectors/resilience/refuse-closed-source.ts';
import { cellText } from './cell-text.ts';
import type { DapodikFleet } from './dapodik-fleet.ts';
import type { ClassSize, SchoolFacts } from './school-source.ts';
import type { OnDroppedRow } from '../shared/source-answers.ts';

export interface DapodikOptions {
  readonly binding: SystemBinding;
  readonly fleet: DapodikFleet;
  readonly onDroppedRow: OnDroppedRow;
}

const schoolSchema = z.object({
  npsn: cellText,
  nama: cellText,
  bentuk_pendidikan_id_str: cellText,
  status_sekolah_str: cellText,
  kode_wilayah: cellText,
});

/**
 * What a school's server says of the school: one call.
 *
 * @throws SourceError - the fleet's, and `SOURCE_REPLY_INVALID` where it speaks of another school, or of one in another
 *   regency, which is dropped and counted.
 */
export async function readSchool(
  { binding, fleet, onDroppedRow }: DapodikOptions,
  call: SourceCall,
  npsn: string,
): Promise<SchoolFacts> {
  const { rows } = await fleet.ask(call, npsn, 'getSekolah');
  const parsed = schoolSchema.safeParse(rows[0]);
  if (rows.length !== 1 || parsed.data?.npsn !== npsn) {
    throw sourceError(binding, 'SOURCE_REPLY_INVALID');
  }
  const row = parsed.data;
  const villageCode = toVillageCode(row.kode_wilayah);
  if (villageCode !== null && regencyOf(villageCode) !== binding.regionCode) {
    const { system, regionCode } = binding;
    onDroppedRow({ system, regionCode, port: 'School' });
    throw sourceError(binding, 'SOURCE_REPLY_INVALID');
  }
  return {
    npsn,
    name: row.nama,
    level: row.bentuk_pendidikan_id_str,
    status: toStatus(row.status_sekolah_str),
    villageCode,
  };
}

/** Ten digits are Kemendagri's code without its dots; which list shorter codes are of is not recorded. */
function toVillageCode(code: string | null): RegionCode | null {
  const [, ...parts] = /^(\d{2})(\d{2})(\d{2})(\d{4})$/.exec(code ?? '') ?? [];
  return parts.length === 0 ? null : (parseRegionCode(parts.join('.')) ?? null);
}

function toStatus(text: string | null): SchoolFacts['status'] {
  switch (text?.toLowerCase()) {
    case 'negeri':
      return 'PUBLIC';
    case 'swasta':
      return 'PRIVATE';
    default:
      return null;
  }
}

const classSchema = z.object({
  nama: cellText,
  tingkat: cellText,
  anggota_rombel: z
    .array(z.object({ anggota_rombel_id: cellText, peserta_didik_id: cellText }))
    .nullish(),
});

/**
 * A school's classes and how many pupils each has: one call. Somebody who stands in two counts in the first. A class
 * without a name is not shown, and its pupils are not counted.
 *
 * @throws SourceError - the fleet's, and `SOURCE_REPLY_INVALID` where a row is none of a class.
 */
export async function readClasses(
  { binding, fleet }: Pick<DapodikOptions, 'binding' | 'fleet'>,
  call: SourceCall,
  npsn: string,
): Promise<readonly ClassSize[]> {
  const { rows } = await fleet.ask(call, npsn, 'getRombonganBelajar');
  const parsed = z.array(classSchema).safeParse(rows);
  if (!parsed.success) throw sourceError(binding, 'SOURCE_REPLY_INVALID');
  const counted = new Set<string>();
  return parsed.data.flatMap(({ nama, tingkat, anggota_rombel: members }) => {
    if (nama === null) return [];
    const before = counted.size;
    for (const member of members ?? []) {
      const id = member.peserta_didik_id ?? member.anggota_rombel_id;
      if (id !== null) counted.add(id);
    }
    return [{ name: nama, grade: tingkat, pupils: counted.size - before }];
  });
}
