import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { findChromium, launchBrowser } from '../support/browser.ts';
import { countCalls, startTestJawara, type RunningJawara } from '../support/jawara.ts';

const chromium = findChromium();
const inBrowser = chromium === undefined ? describe.skip : describe;

inBrowser('the explorer of a running Jawara', () => {
  let jawara: RunningJawara;
  let browser: Browser;
  let page: Page;
  const origins = new Set<string>();
  const complaints: string[] = [];
  beforeAll(async () => {
    [jawara, browser] = await Promise.all([startTestJawara(), launchBrowser(chromium!)]);
    page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
    page.on('request', (request) => {
      if (!request.url().startsWith('data:')) origins.add(new URL(request.url()).origin);
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(jawara.endpoint);
    await page.getByRole('button', { name: /execute query/i }).waitFor();
    await page.locator('.graphiql-query-editor .view-lines').first().waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await jawara.stop();
  });

  async function signIn(persona: string): Promise<void> {
    await page.getByLabel('Signed in as').selectOption(persona);
    await page.getByText('Token valid until').waitFor();
  }

  /** Runs the open tab, and waits until the response pane shows `text`. */
  async function runUntil(text: string): Promise<void> {
    await page.getByRole('button', { name: /execute query/i }).click();
    await page.locator('.graphiql-response .view-lines').getByText(text).first().waitFor();
  }

  it('shows an officer of another regency that the rows are not his', async () => {
    await signIn('petugas-3602');
    await page.getByLabel('Purpose').selectOption('PUBLIC_SERVICE');
    await page.getByRole('button', { name: 'ResidentByNik', exact: true }).first().click();
    jawara.forgetCalls();
    await runUntil('FORBIDDEN');
    expect(jawara.calls).toEqual([]);
  });

  it('shows the resident once the persona is switched, with a fresh token and the same purpose', async () => {
    await signIn('petugas-3671');
    jawara.forgetCalls();
    await runUntil('WAHYU NUGRAHA');
    expect(countCalls(jawara.calls)).toMatchObject({ '36.71/siak residentsByNik': 1 });
  });

  it('shows a citizen his own data and family', async () => {
    await signIn('warga');
    await page.getByLabel('Purpose').selectOption('SUBJECT_ACCESS');
    await page.getByRole('button', { name: 'MyData', exact: true }).first().click();
    await runUntil('BUDI HERMAWAN');
  });

  it('has spoken to the endpoint and its identity provider alone, and broken no rule', () => {
    expect(complaints).toEqual([]);
    expect([...origins].sort()).toEqual(
      [new URL(jawara.endpoint).origin, new URL(jawara.issuer).origin].sort(),
    );
  });
});
