import { toExactDecimal } from '../../connectors/workbook/exact-decimal.ts';

/** An area in hectares as exact decimal text, such as `0.75`. */
export type Hectares = string;

const DECIMAL = /^(\d+)(?:\.(\d+))?$/;

/**
 * The area that a reply's or a cell's value states, positive and exact, or undefined. A JSON number is taken where its
 * at most 15 digits are the ones that were sent; `0,75` and `1.250,5` are refused, for nobody knows which mark is which.
 */
export function readHectares(value: unknown): Hectares | undefined {
  const text = typeof value === 'number' ? toExactDecimal(String(value)) : value;
  if (typeof text !== 'string' || !DECIMAL.test(text.trim())) return undefined;
  const area = tidy(text.trim());
  return area === '0' ? undefined : area;
}

/** The exact sum; `0` of none. */
export function addHectares(one: Hectares, other: Hectares): Hectares {
  const scale = Math.max(scaleOf(one), scaleOf(other));
  return fromUnits(toUnits(one, scale) + toUnits(other, scale), scale);
}

/** Below 0, 0 or above it, as sorting wants it. */
export function compareHectares(one: Hectares, other: Hectares): number {
  const scale = Math.max(scaleOf(one), scaleOf(other));
  const difference = toUnits(one, scale) - toUnits(other, scale);
  return difference === 0n ? 0 : difference > 0n ? 1 : -1;
}

function scaleOf(area: Hectares): number {
  return DECIMAL.exec(area)?.[2]?.length ?? 0;
}

function toUnits(area: Hectares, scale: number): bigint {
  const [, whole = '0', fraction = ''] = DECIMAL.exec(area) ?? [];
  return BigInt(whole + fraction.padEnd(scale, '0'));
}

function fromUnits(units: bigint, scale: number): Hectares {
  const digits = units.toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  return tidy(scale === 0 ? whole : `${whole}.${digits.slice(-scale)}`);
}

/** Without zeros that say nothing: `00.750` is `0.75`. */
function tidy(text: string): Hectares {
  const [, whole = '0', fraction = ''] = DECIMAL.exec(text) ?? [];
  const kept = fraction.replace(/0+$/, '');
  return `${whole.replace(/^0+(?=\d)/, '')}${kept === '' ? '' : `.${kept}`}`;
}
