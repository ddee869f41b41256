import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { findChromium, launchBrowser } from '../../support/browser.ts';
import { countCalls } from '../../support/jawara.ts';
import { jawara } from './province.ts';

const chromium = findChromium();
const inBrowser = chromium === undefined ? describe.skip : describe;

inBrowser('the explorer of a running Jawara', () => {
  let browser: Browser;
  let page: Page;
  const origins = new Set<string>();
  const complaints: string[] = [];
  beforeAll(async () => {
    browser = await launchBrowser(chromium!);
    page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
    page.on('request', (request) => {
      if (!request.url().startsWith('data:')) origins.add(new URL(request.url()).origin);
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      const isRefusal = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
    });
    await page.goto(jawara.endpoint);
    await page.getByRole('button', { name: /execute query/i }).waitFor();
    await page.locator('.graphiql-query-editor .view-lines').first().waitFor();
  });
  afterAll(async () => {
    await browser.close();
  });

  async function signIn(persona: string): Promise<void> {
    await page.getByLabel('Signed in as').selectOption(persona);
    await page.getByText('Token valid until').waitFor();
  }

  /** Opens an example, and waits until the editor has it. */
  async function open(tab: string): Promise<void> {
    await page.getByRole('button', { name: tab, exact: true }).first().click();
    await page.locator('.graphiql-query-editor').getByText(tab).first().waitFor();
  }

  /** Runs the open tab until the response pane shows `text`: GraphiQL finds the operation's name a moment later. */
  async function runUntil(text: string): Promise<void> {
    const shown = page.locator('.graphiql-response .view-lines').getByText(text).first();
    for (let attempt = 0; attempt < 5 && !(await shown.isVisible()); attempt += 1) {
      await page.getByRole('button', { name: /execute query/i }).click();
      await shown.waitFor({ timeout: 4_000 }).catch(() => undefined);
    }
    expect(await shown.isVisible()).toBe(true);
  }

  it('shows an officer of another regency that the rows are not his', async () => {
    await signIn('petugas-3602');
    await page.getByLabel('Purpose').selectOption('PUBLIC_SERVICE');
    await open('ResidentByNik');
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
    await open('MyData');
    await runUntil('BUDI HERMAWAN');
  });

  const panel = () => page.locator('.explain');

  it('tells a caller who may not see plans so, when he looks for one', async () => {
    await panel().getByText('Plan and times').click();
    await panel().getByText('This caller may not see plans.').waitFor();
  });

  it('shows the analyst the plan and each fetch of what he ran, beside the answer and not in it', async () => {
    await signIn('provinsi');
    await page.getByLabel('Purpose').selectOption('');
    await open('ProvinceCompared');
    await runUntil('KABUPATEN PANDEGLANG');
    await panel().getByText('QueryPlan {').waitFor();
    const rows = await panel().locator('tbody tr').allInnerTexts();
    expect(rows.map((row) => row.split(/\s+/)[0]).sort()).toEqual([
      ...['agriculture', 'education', 'finance', 'health', 'population', 'regions'],
    ]);
    expect(rows.find((row) => row.startsWith('regions'))).toContain('root fields');
    expect(rows.find((row) => row.startsWith('finance'))).toContain('8 × regencies.@');
    const answer = page.locator('.graphiql-response .view-lines');
    expect(await answer.getByText('explain').count()).toBe(0);
  });

  it('has spoken to the endpoint and its identity provider alone, and broken no rule', () => {
    expect(complaints).toEqual([]);
    expect([...origins].sort()).toEqual(
      [new URL(jawara.endpoint).origin, new URL(jawara.issuer).origin].sort(),
    );
  });
});
