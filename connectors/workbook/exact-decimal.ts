/** Digits that a double holds whatever they are; spreadsheets round what is typed to as many. */
const EXACT_DIGITS = 15;

const NUMBER = /^(-?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * The decimal that a numeric cell's raw text stands for, written plainly (`1.25E9` is `1250000000`), or undefined where
 * it is no number or has more than 15 digits between its first that is not zero and its last: such a cell was rounded
 * when it was typed or calculated, and nobody knows what was meant. Zeros before the decimal point count, those at the
 * fraction's end do not.
 */
export function toExactDecimal(raw: string): string | undefined {
  const match = NUMBER.exec(raw);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match ?? [];
  if (match === null || whole + fraction === '') return undefined;
  const plain = shift(whole, fraction, Number(exponent));
  const digits = plain.replace('.', '').replace(/^0+/, '');
  if (digits.length > EXACT_DIGITS) return undefined;
  return plain === '0' ? '0' : sign + plain;
}

/** Moves the decimal point `by` places to the right, and drops zeros that say nothing. */
function shift(whole: string, fraction: string, by: number): string {
  const digits = whole + fraction;
  const point = whole.length + by;
  const before = digits.slice(0, Math.max(point, 0)).padEnd(Math.max(point, 0), '0');
  const after = point < 0 ? '0'.repeat(-point) + digits : digits.slice(point);
  const kept = after.replace(/0+$/, '');
  return `${before.replace(/^0+(?=\d)/, '') || '0'}${kept === '' ? '' : `.${kept}`}`;
}
