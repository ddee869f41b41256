import { accessSync, constants } from 'node:fs';

import { chromium, type Browser } from 'playwright-core';

const USUAL_PLACE = '/usr/bin/chromium';

/** No sandbox, as test machines run as root; nothing that makes Chromium speak to hosts of its own. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The path of a Chromium for tests: the one that `JAWARA_CHROMIUM` names, or else Debian's; undefined where there is
 * none: then the caller skips, and one line says so.
 *
 * @throws Error with `CI=true`, where a missing browser is a failure, never a skip
 */
export function findChromium(): string | undefined {
  const path = process.env['JAWARA_CHROMIUM'] ?? USUAL_PLACE;
  if (isExecutable(path)) return path;
  if (process.env['CI'] === 'true')
    throw new Error(`no Chromium at ${path} (JAWARA_CHROMIUM names another)`);
  process.stderr.write('skipped: tests in a browser (name a Chromium in JAWARA_CHROMIUM)\n');
  return undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A browser with an empty profile of its own; the caller closes it. */
export function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: FLAGS });
}
