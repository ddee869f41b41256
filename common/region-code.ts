declare const brand: unique symbol;

/** A Kemendagri region code with dots: `36`, `36.71`, `36.71.01` or `36.71.01.1001`. */
export type RegionCode = string & { readonly [brand]: 'RegionCode' };

export type RegionLevel = 'PROVINCE' | 'REGENCY' | 'DISTRICT' | 'VILLAGE';

const PATTERN = /^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/;

/**
 * The code, or undefined where `text` is not written as one. That the region exists is not checked. A number or a list,
 * which a GraphQL variable of a custom scalar can be, is none either, though it would print as one.
 */
export function parseRegionCode(text: unknown): RegionCode | undefined {
  return typeof text === 'string' && PATTERN.test(text) ? (text as RegionCode) : undefined;
}

export function levelOf(code: RegionCode): RegionLevel {
  return (
    (['PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE'] as const)[code.split('.').length - 1] ??
    'PROVINCE'
  );
}

/** The regency or city that `code` lies in; undefined for a province. */
export function regencyOf(code: RegionCode): RegionCode | undefined {
  const parts = code.split('.');
  return parts.length < 2 ? undefined : (parts.slice(0, 2).join('.') as RegionCode);
}

export function parentOf(code: RegionCode): RegionCode | undefined {
  const end = code.lastIndexOf('.');
  return end < 0 ? undefined : (code.slice(0, end) as RegionCode);
}
