import { defineTable } from '../sql/table.ts';

const VILLAGE = 'NO_PROP smallint, NO_KAB smallint, NO_KEC smallint, NO_KEL integer';

/** SIAK's two tables as public clients of it name them; the real ones stand in Oracle. */
export const BIODATA_WNI = defineTable(
  'BIODATA_WNI',
  `NIK char(16), NO_KK char(16), NAMA_LGKP varchar(100), JENIS_KLMIN smallint, TMPT_LHR varchar(60),
   TGL_LHR date, AGAMA smallint, STAT_KWN smallint, STAT_HBKEL smallint, PDDK_AKH smallint,
   JENIS_PKRJN smallint, GOL_DRH smallint, NAMA_LGKP_IBU varchar(100), NAMA_LGKP_AYAH varchar(100),
   NO_AKTA_LHR varchar(40), FLAG_STATUS char(1), ${VILLAGE}, TGL_UBAH timestamp`,
  { primaryKey: 'NIK', index: 'NO_KK' },
);

export const DATA_KELUARGA = defineTable(
  'DATA_KELUARGA',
  `NO_KK char(16), NAMA_KEP varchar(100), ALAMAT varchar(200), NO_RT smallint, NO_RW smallint,
   DUSUN varchar(60), KODE_POS integer, ${VILLAGE}, TGL_UBAH timestamp`,
  { primaryKey: 'NO_KK' },
);
