/** An exact amount in rupiah: decimal text with two decimals, such as `1250000000.50` or `-3.00`. */
export type Money = string;

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * The amount in whole sen (hundredths), or undefined where the text is no decimal number or holds more than two
 * decimals that count. Nothing is rounded.
 */
function toSen(text: string): bigint | undefined {
  const [, sign, whole, fraction = ''] = DECIMAL.exec(text) ?? [];
  if (whole === undefined || /[1-9]/.test(fraction.slice(2))) return undefined;
  const sen = BigInt(whole) * 100n + BigInt(fraction.slice(0, 2).padEnd(2, '0'));
  return sign === '-' ? -sen : sen;
}

/** Whole sen as text with two decimals. */
function fromSen(sen: bigint): Money {
  const digits = (sen < 0n ? -sen : sen).toString().padStart(3, '0');
  return `${sen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** A decimal's text with exactly two decimals; undefined where that would need rounding or it is no number. */
export function toMoney(text: string): Money | undefined {
  const sen = toSen(text);
  return sen === undefined ? undefined : fromSen(sen);
}

/** The exact sum of amounts; `0.00` of none. */
export function sumMoney(amounts: readonly Money[]): Money {
  return fromSen(amounts.reduce((sum, amount) => sum + (toSen(amount) ?? 0n), 0n));
}
