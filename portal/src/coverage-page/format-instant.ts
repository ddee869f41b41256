import type { Language } from '../explorer-config.ts';

/** An instant in Banten's local time (WIB, UTC+7), wherever the browser is: `21 Nov 2026, 23:12 WIB`. */
export function formatInstant(instant: string | number, language: Language): string {
  return format(instant, language, { dateStyle: 'medium', timeStyle: 'short' });
}

/** The time of day alone, to the second. */
export function formatTime(instant: number, language: Language): string {
  return format(instant, language, { timeStyle: 'medium' });
}

function format(
  instant: string | number,
  language: Language,
  options: Intl.DateTimeFormatOptions,
): string {
  const locale = language === 'id' ? 'id-ID' : 'en-GB';
  const local = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'Asia/Jakarta' });
  return `${local.format(new Date(instant))} WIB`;
}
