import type { RawHeaders } from '../http.ts';

/** A header's value, several of one name joined as RFC 9110 section 5.3 allows; null where it was not sent. */
export function readHeader(headers: RawHeaders, name: string): string | null {
  const value = headers[name];
  if (value === undefined) return null;
  return typeof value === 'string' ? value : value.join(', ');
}
