import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';

import { findChromium, launchBrowser } from '../support/browser.ts';
import { startExplorerStandIn, type ExplorerStandIn } from '../support/explorer-stand-in.ts';

const chromium = findChromium();
const inBrowser = chromium === undefined ? describe.skip : describe;

/** What the explorer is tried against; the one place that knows. */
function openTarget(): Promise<ExplorerStandIn> {
  return startExplorerStandIn();
}

// Run in the page, where the browser's own names are.
const INLINE_SCRIPT = `{
  const script = document.createElement('script');
  script.textContent = 'globalThis.inlineRan = true';
  document.body.append(script);
}`;
const READ_STORAGE = `({
  local: Object.entries(localStorage),
  session: Object.entries(sessionStorage),
  cookies: document.cookie,
})`;

inBrowser('the explorer in a browser', () => {
  let target: ExplorerStandIn;
  let browser: Browser;
  /** One for all: its pages share what the browser has loaded, and nothing else is to be kept. */
  let context: BrowserContext;
  let page: Page;
  let requested: string[];
  let complaints: string[];

  beforeAll(async () => {
    [target, browser] = await Promise.all([openTarget(), launchBrowser(chromium!)]);
    context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'en-GB',
    });
  });
  afterAll(async () => {
    await Promise.all([browser.close(), target.stop()]);
  });

  beforeEach(async () => {
    target.seen.length = 0;
    target.tokenRequests.length = 0;
    target.revoked.clear();
    requested = [];
    complaints = [];
    page = await context.newPage();
    page.on('request', (request) => requested.push(request.url()));
    page.on('response', (response) => {
      if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(target.url);
    await page.getByRole('button', { name: /execute query/i }).waitFor();
    await page.locator('.graphiql-query-editor .view-lines').first().waitFor();
  });
  afterEach(async () => {
    await page.close();
  });

  const persona = () => page.getByLabel('Signed in as');
  const purpose = () => page.getByLabel('Purpose');

  /** Opens an example, and waits until the editor has it and GraphiQL knows its operation's name. */
  async function openTab(name: string): Promise<void> {
    await page.getByRole('button', { name, exact: true }).first().click();
    await page.locator('.graphiql-query-editor').getByText(name).first().waitFor();
    await page.waitForTimeout(400);
  }

  /** Runs the open tab and gives the answer as the response pane shows it. */
  async function run(): Promise<string> {
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.getByRole('button', { name: /execute query/i }).click();
    await answered;
    return shown();
  }

  async function shown(): Promise<string> {
    const lines = page.locator('.graphiql-response .view-lines');
    await lines.getByText('"').first().waitFor();
    return (await lines.innerText()).replaceAll('\u00a0', ' ');
  }

  it('says in plain words that there is no token, and runs nothing as somebody else', async () => {
    await persona().selectOption('ditolak');
    const alert = page.locator('.status-failed');
    await alert.waitFor();
    expect(await alert.innerText()).toContain('the issuer refuses one for this persona');
    await page.getByRole('button', { name: /execute query/i }).click();
    expect(await shown()).toContain('EXPLORER_NO_TOKEN');
    expect(target.seen).toEqual([]);
  });

  it('speaks to the gateway and the issuer alone, and breaks no rule of its policy', async () => {
    await persona().selectOption('warga');
    await page.getByText('Token valid until').waitFor();
    await run();
    // The editors' workers and the formatter are loaded on demand.
    await page.getByRole('button', { name: /prettify/i }).click();
    await page.waitForTimeout(500);
    expect(complaints).toEqual([]);
    const origins = new Set(
      requested.filter((url) => !url.startsWith('data:')).map((url) => new URL(url).origin),
    );
    expect([...origins].sort()).toEqual([...target.origins].sort());
  });

  it('is served under a policy without inline scripts, evaluation and outside hosts', async () => {
    const response = await page.request.get(target.url, { headers: { accept: 'text/html' } });
    const policy = response.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'; worker-src 'self';");
    expect(policy).not.toContain('unsafe-eval');
    await page.evaluate(INLINE_SCRIPT);
    expect(await page.evaluate("'inlineRan' in globalThis")).toBe(false);
    expect(complaints.join()).toContain('Content Security Policy');
  });

  it('shows every example as a tab, and runs the public one as anybody', async () => {
    const titles = await page.locator('.graphiql-tab').allInnerTexts();
    expect(titles.map((title) => title.trim())).toEqual([
      'Budget',
      'MyData',
      'ProvinceCompared',
      'RegencyAtAGlance',
      'ResidentByNik',
      'VerifyResident',
    ]);
    await openTab('Budget');
    expect(await run()).toContain('KOTA CONTOH');
    expect(target.seen).toEqual([
      { operationName: 'Budget', authorization: undefined, purpose: undefined, language: 'en' },
    ]);
  });

  it('puts a fresh token in place whenever a persona is chosen, with purpose and language', async () => {
    await persona().selectOption('petugas-3671');
    await page.getByText('Token valid until').waitFor();
    await purpose().selectOption('PUBLIC_SERVICE');
    await openTab('ResidentByNik');
    await run();
    await persona().selectOption('petugas-3602');
    await page.getByText('Token valid until').waitFor();
    await page.getByLabel('Language').selectOption('id');
    await run();
    expect(target.seen.map(({ authorization, ...rest }) => ({ ...rest, authorization }))).toEqual([
      {
        operationName: 'ResidentByNik',
        purpose: 'PUBLIC_SERVICE',
        language: 'en',
        authorization: 'Bearer petugas-3671-1',
      },
      {
        operationName: 'ResidentByNik',
        purpose: 'PUBLIC_SERVICE',
        language: 'id',
        authorization: 'Bearer petugas-3602-2',
      },
    ]);
    expect(Object.fromEntries(new URLSearchParams(target.tokenRequests[0]))).toEqual({
      grant_type: 'urn:jawara:params:oauth:grant-type:persona',
      persona: 'petugas-3671',
      client_id: 'jawara-explorer',
      resource: 'https://jawara.example/graphql',
    });
  });

  it('asks for another token where the gateway no longer takes the one at hand', async () => {
    target.revoked.add('petugas-3671-1');
    await persona().selectOption('petugas-3671');
    await page.getByText('Token valid until').waitFor();
    await run();
    await page.getByText('KOTA CONTOH').waitFor();
    expect(target.seen.map(({ authorization }) => authorization)).toEqual([
      'Bearer petugas-3671-2',
    ]);
  });

  it('changes no persona when a tab is opened, but offers what the example wants by one click', async () => {
    await openTab('VerifyResident');
    const hint = page.getByRole('note');
    expect(await hint.innerText()).toContain('This example wants petugas-3671');
    expect(await persona().inputValue()).toBe('');
    await hint.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('Token valid until').waitFor();
    expect(await persona().inputValue()).toBe('petugas-3671');
    expect(await purpose().inputValue()).toBe('PUBLIC_SERVICE');
    expect(await hint.innerText()).toContain('ready to run');
  });

  it('keeps neither token, variables nor answers once the page is gone', async () => {
    await persona().selectOption('petugas-3671');
    await page.getByText('Token valid until').waitFor();
    await openTab('ResidentByNik');
    await run();
    const kept = await page.evaluate(READ_STORAGE);
    expect(kept).toEqual({ local: [], session: [], cookies: '' });
  });
});
