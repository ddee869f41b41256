/**
 * A timestamp as the servers write it in UTC (`2026-01-31 08:00:00.120`, PostgreSQL's zone `+00` at its end or not) as
 * RFC 3339: `2026-01-31T08:00:00.12Z`. Fractions lose their trailing zeros, so that both dialects say the same. What is
 * no instant (`infinity`, MariaDB's zero date) is null.
 */
export function toRfc3339(text: string): string | null {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(?:\.(\d+))?(?:\+00(?::00)?|Z)?$/.exec(
    text,
  );
  if (match === null || match[1] === undefined || match[1].startsWith('0000')) return null;
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  return `${match[1]}T${match[2] ?? ''}${fraction === '' ? '' : `.${fraction}`}Z`;
}

/** A date as the servers write it, `YYYY-MM-DD`; null where it is none (`infinity`, MariaDB's zero date). */
export function toIsoDate(text: string): string | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !text.startsWith('0000') ? text : null;
}
