import type { Language } from '../common/errors/catalogue.ts';

/** The language to speak: Indonesian where the terminal's locale says so (POSIX: LC_ALL before LC_MESSAGES before LANG). */
export function chooseLanguage(
  environment: Readonly<Record<string, string | undefined>>,
): Language {
  const locale = [environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']].find(
    (value) => value !== undefined && value !== '',
  );
  return /^(id|in)([_.@]|$)/i.test(locale ?? '') ? 'id' : 'en';
}
