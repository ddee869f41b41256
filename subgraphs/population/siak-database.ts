/**
 * SIAK's two tables as this subgraph reads them: the recorded columns under their recorded names. The real system is
 * Oracle; PostgreSQL and MariaDB hold the same columns here. Columns that are never mapped (the parents' names, the birth
 * certificate's number) are left out, so that no query can select them.
 */
export interface SiakDatabase {
  readonly BIODATA_WNI: {
    readonly NIK: string;
    readonly NO_KK: string | null;
    readonly NAMA_LGKP: string | null;
    readonly JENIS_KLMIN: number | null;
    readonly TMPT_LHR: string | null;
    readonly TGL_LHR: string | null;
    readonly AGAMA: number | null;
    readonly STAT_KWN: number | null;
    readonly STAT_HBKEL: number | null;
    readonly PDDK_AKH: number | null;
    readonly JENIS_PKRJN: number | null;
    readonly GOL_DRH: number | null;
    readonly FLAG_STATUS: string | null;
    readonly NO_PROP: number | null;
    readonly NO_KAB: number | null;
    readonly NO_KEC: number | null;
    readonly NO_KEL: number | null;
    readonly TGL_UBAH: string | null;
  };
  readonly DATA_KELUARGA: {
    readonly NO_KK: string;
    readonly ALAMAT: string | null;
    readonly NO_RT: number | null;
    readonly NO_RW: number | null;
    readonly DUSUN: string | null;
    readonly KODE_POS: number | null;
    readonly NO_PROP: number | null;
    readonly NO_KAB: number | null;
    readonly NO_KEC: number | null;
    readonly NO_KEL: number | null;
  };
}
