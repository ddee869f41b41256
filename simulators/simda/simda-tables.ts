import { defineTable } from '../sql/table.ts';

const UNIT = 'Kd_Urusan smallint, Kd_Bidang smallint, Kd_Unit smallint, Kd_Sub smallint';
const ACCOUNT = [1, 2, 3, 4, 5, 6].map((part) => `Kd_Rek90_${part} smallint`).join(', ');
const UNIT_KEY = 'Kd_Urusan Kd_Bidang Kd_Unit Kd_Sub';

/** SIMDA Keuangan's tables, mixed case as in SQL Server; `money` is a decimal here. */
export const REF_SUB_UNIT = defineTable('Ref_Sub_Unit', `${UNIT}, Nm_Sub_Unit varchar(255)`, {
  primaryKey: UNIT_KEY,
});

export const REF_REK90_6 = defineTable('Ref_Rek90_6', `${ACCOUNT}, Nm_Rek90_6 varchar(255)`);

export const TA_RASK_ARSIP = defineTable(
  'Ta_RASK_Arsip',
  `Tahun smallint, Kd_Perubahan smallint, ${UNIT}, No_ID bigint, ${ACCOUNT}, Keterangan varchar(255), Total decimal(20,2)`,
  { index: 'Tahun Kd_Perubahan' },
);

export const TA_SPM = defineTable(
  'Ta_SPM',
  `Tahun smallint, No_SPM varchar(60), ${UNIT}, Jn_SPM smallint, Tgl_SPM date, Uraian varchar(255),
   Nm_Penerima varchar(100), NPWP varchar(20), Rek_Penerima varchar(40), Kd_Wilayah char(5)`,
  { primaryKey: 'Tahun No_SPM' },
);

export const TA_SPM_RINC = defineTable(
  'Ta_SPM_Rinc',
  `Tahun smallint, No_SPM varchar(60), No_ID bigint, ${ACCOUNT}, Nilai decimal(20,2)`,
  { index: 'Tahun No_SPM' },
);

export const TA_SP2D = defineTable(
  'Ta_SP2D',
  'Tahun smallint, No_SP2D varchar(60), No_SPM varchar(60), Tgl_SP2D date, Keterangan varchar(255)',
  { primaryKey: 'Tahun No_SP2D', index: 'Tahun No_SPM' },
);
