import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';

import type { RunningJawara } from './jawara.ts';

export const REGENCIES = ['36.01', '36.02', '36.03', '36.04', '36.71', '36.72', '36.73', '36.74'];

/** A page with the picture on it, and what its browser asked for and complained of. */
export interface Visit {
  readonly page: Page;
  readonly requested: readonly string[];
  readonly complaints: readonly string[];
}

/** Pages of one context share what the browser has loaded; of a browser, each has a context of its own. */
export async function visit(
  browser: Browser | BrowserContext,
  origin: string,
  width = 1280,
): Promise<Visit> {
  const requested: string[] = [];
  const complaints: string[] = [];
  const page =
    'newContext' in browser
      ? await browser.newPage({ viewport: { width, height: 800 }, locale: 'en-GB' })
      : await browser.newPage();
  page.on('request', (request) => requested.push(request.url()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(`${origin}/coverage`);
  await page.getByRole('table').waitFor({ timeout: 10_000 });
  return { page, requested, complaints };
}

export const chip = (page: Page, regency: string, port: string): Locator =>
  page.locator(`[id="${regency}-${port}"]`);

/** What a chip says to those who see it and to those who do not. */
export async function readChip(page: Page, regency: string, port: string) {
  const found = chip(page, regency, port);
  return [await found.innerText(), await found.getAttribute('aria-label')].map((text) =>
    text?.replaceAll(/\s+/g, ' '),
  );
}

export const originsOf = (urls: readonly string[]) => [
  ...new Set(urls.filter((url) => !url.startsWith('data:')).map((url) => new URL(url).origin)),
];

export const rowCodes = (page: Page) => page.locator('.matrix tbody th .code').allInnerTexts();

/** Each chip's state, by the chip's id. */
export async function readStates(page: Page): Promise<Readonly<Record<string, string>>> {
  const read = "Object.fromEntries([...document.querySelectorAll('.port')].map(toPair))";
  const toPair = 'const toPair = (port) => [port.firstChild.id, port.dataset.state];';
  return page.evaluate(`(() => { ${toPair} return ${read}; })()`);
}

/** The same, as the endpoint tells it. */
export async function askStates(jawara: RunningJawara): Promise<Readonly<Record<string, string>>> {
  const { data } = await jawara.ask({ query: '{ regencies { code coverage { port state } } }' });
  const regencies = data?.['regencies'] as readonly {
    code: string;
    coverage: readonly { port: string; state: string }[];
  }[];
  return Object.fromEntries(
    regencies.flatMap(({ code, coverage }) =>
      coverage.map(({ port, state }) => [`${code}-${port}`, state]),
    ),
  );
}
