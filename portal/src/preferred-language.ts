import type { Language } from './explorer-config.ts';

/** What the page's address says (`?lang=`), or else Indonesian, unless the browser prefers English to it. */
export function preferredLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang');
  const known = [asked ?? '', ...navigator.languages]
    .map((tag) => tag.slice(0, 2))
    .find((tag) => tag === 'id' || tag === 'en');
  return known === 'en' ? 'en' : 'id';
}
