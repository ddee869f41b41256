/** Exact decimal text with two decimals, of an amount in hundredths of a rupiah. */
export function toRupiah(hundredths: bigint): string {
  const sign = hundredths < 0n ? '-' : '';
  const text = String(hundredths < 0n ? -hundredths : hundredths).padStart(3, '0');
  return `${sign}${text.slice(0, -2)}.${text.slice(-2)}`;
}

/** The hundredths of an amount written with two decimals. */
export function toHundredths(rupiah: string): bigint {
  return BigInt(rupiah.replace('.', ''));
}
