import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';

import { findChromium, launchBrowser } from '../support/browser.ts';
import {
  chip,
  originsOf,
  readChip,
  REGENCIES,
  rowCodes,
  visit,
  type Visit,
} from '../support/coverage-page.ts';
import { startExplorerStandIn, type ExplorerStandIn } from '../support/explorer-stand-in.ts';

const chromium = findChromium();
const inBrowser = chromium === undefined ? describe.skip : describe;

inBrowser('the picture of coverage in a browser', () => {
  let target: ExplorerStandIn;
  let browser: Browser;
  let context: BrowserContext;
  let origin: string;
  let seen: Visit;
  let page: Page;

  beforeAll(async () => {
    [target, browser] = await Promise.all([startExplorerStandIn(), launchBrowser(chromium!)]);
    origin = new URL(target.url).origin;
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
    seen = await visit(context, origin);
    page = seen.page;
  });
  afterEach(async () => {
    await page.close();
  });

  it('says in one sentence that the gateway does not answer, and keeps the last picture', async () => {
    const dying = await startExplorerStandIn();
    const other = await visit(browser, new URL(dying.url).origin);
    await dying.stop();
    await other.page.getByRole('button', { name: 'Refresh' }).click();
    const alert = other.page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toBe('The gateway does not answer; try again in a moment.');
    expect(await rowCodes(other.page)).toEqual(REGENCIES);
    await other.page.close();
  });

  it('says the same where it never answered', async () => {
    const refused = await browser.newPage({ locale: 'id-ID' });
    await refused.route('**/graphql', (route) => route.fulfill({ status: 502, body: '<html>' }));
    await refused.goto(`${origin}/coverage`);
    const alert = refused.getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toBe('Gateway tidak menjawab; coba lagi sebentar lagi.');
    expect(await refused.locator('.matrix').count()).toBe(0);
    await refused.close();
  });

  it('asks one public operation of its own host alone, and breaks no rule of its policy', async () => {
    expect(seen.complaints).toEqual([]);
    expect(originsOf(seen.requested)).toEqual([origin]);
    expect(target.seen).toEqual([
      expect.objectContaining({ operationName: 'Coverage', authorization: undefined }),
    ]);
    const answer = await page.request.get(`${origin}/coverage`);
    const policy = answer.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).not.toContain('unsafe-eval');
  });

  it('loads nothing of the explorer', () => {
    const scripts = seen.requested.filter((url) => url.endsWith('.js'));
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((url) => /explorer-|monaco|editor|graphql-|worker/.test(url))).toEqual(
      [],
    );
  });

  it('draws a row for each regency and a column for each sector', async () => {
    expect(await rowCodes(page)).toEqual(REGENCIES);
    const heads = await page.getByRole('columnheader').allInnerTexts();
    expect(heads.map((head) => head.split('\n')[0])).toEqual([
      'Regency',
      'Population',
      'Finance',
      'Education',
      'Health',
      'Agriculture',
    ]);
    expect(await page.locator('.chip').count()).toBe(7 * 12);
  });

  it('shows each state by a letter, a word and a colour of its own', async () => {
    const drawn = [
      ['36.01', 'Resident', 'Residents L', 'Residents: Live'],
      ['36.03', 'Planting', 'Planting R', 'Planting: Replica'],
      ['36.01', 'Pupil', 'Pupils −3 S', 'Pupils: Stale, 3 of 5 schools missing'],
      ['36.04', 'Facility', 'Facilities D', 'Facilities: Down'],
      ['36.73', 'Facility', 'Facilities B', 'Facilities: Bound'],
      ['36.04', 'HealthRecord', 'Records M', 'Records: Maintenance'],
      ['36.72', 'Payment', 'Payments O', 'Payments: Off'],
      ['36.72', 'Planting', 'Planting –', 'Planting: None'],
    ] as const;
    const colours = new Set<unknown>();
    for (const [regency, port, shown, said] of drawn) {
      expect(await readChip(page, regency, port)).toEqual([shown, said]);
      const shows = `getComputedStyle(document.getElementById('${regency}-${port}')).borderTopColor`;
      colours.add(await page.evaluate(shows));
    }
    expect(colours.size).toBe(drawn.length);
    expect(await page.locator('.legend dt').count()).toBe(drawn.length);
  });

  it('marks the regency that is down, and says of which one nothing is known', async () => {
    const row = page.getByRole('row', { name: /Kabupaten Lebak/ });
    expect(await row.locator('.chip').count()).toBe(12);
    expect(await row.locator('[data-state="DOWN"]').count()).toBe(12);
    expect(await page.getByText('Wholly down').count()).toBe(1);
    expect(await row.getByRole('rowheader').innerText()).toContain('Wholly down');
    const unknown = page.getByRole('row', { name: /Kota Tangerang Selatan/ });
    expect(await unknown.innerText()).toContain('Its state cannot be told.');
  });

  it('sums up what there is', async () => {
    expect(await page.getByRole('status').innerText()).toBe(
      '6 of 8 regencies have live population data. 10 systems are down; 1 regency wholly.',
    );
    expect(await page.getByRole('columnheader', { name: /Health/ }).innerText()).toContain(
      '5 of 8 with data',
    );
  });

  it('tells system, controller, local time and gap of the chip that is pointed at', async () => {
    await chip(page, '36.01', 'Pupil').hover();
    const details = page.getByRole('tooltip');
    const told = (await details.innerText()).split(/\n+/);
    expect(told).toEqual([
      'Pupils · Stale From a replica older than promised.',
      'System',
      'dapodik',
      'Controller',
      'Dinas Kabupaten Pandeglang',
      'Data as of',
      '21 Nov 2026, 00:30 WIB',
      'Gap',
      '3 of 5 schools missing',
    ]);
    await page.keyboard.press('Escape');
    expect(await details.count()).toBe(0);
  });

  it('is walked by keyboard: one stop for the table, arrows among its chips', async () => {
    const focused = () => page.evaluate('document.activeElement.id');
    await page.getByRole('button', { name: 'Refresh' }).focus();
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('36.01-Resident');
    for (const key of ['ArrowDown', 'ArrowDown', 'End', 'ArrowLeft', 'ArrowUp']) {
      await page.keyboard.press(key);
    }
    expect(await focused()).toBe('36.02-FarmerAllocation');
    expect(await page.getByRole('tooltip').innerText()).toContain('erdkk');
    await page.keyboard.press('Tab');
    expect(await page.locator('.chip:focus').count()).toBe(0);
  });

  it('speaks both languages, and takes the language along to the explorer and back', async () => {
    await page.getByLabel('Language').selectOption('id');
    expect(await readChip(page, '36.04', 'Facility')).toEqual(['Faskes M', 'Faskes: Mati']);
    expect(await page.title()).toBe('Jawara · Cakupan data');
    expect(await page.locator('html').getAttribute('lang')).toBe('id');
    await page.getByRole('link', { name: 'Penjelajah GraphQL' }).click();
    await page.getByRole('link', { name: 'Cakupan data' }).click();
    await page.getByRole('table').waitFor();
    expect(await page.getByRole('button', { name: 'Segarkan' }).count()).toBe(1);
  });

  it('asks again by hand, and once a minute while it is visible', async () => {
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expectAsked(2);
    await page.close();

    const slow = await browser.newPage({ locale: 'en-GB' });
    page = slow;
    await slow.clock.install();
    await slow.goto(`${origin}/coverage`);
    await slow.getByRole('table').waitFor();
    await expectAsked(3);
    await slow.clock.runFor(58_000);
    expect(target.seen).toHaveLength(3);
    await slow.clock.runFor(4_000);
    await expectAsked(4);
    await slow.evaluate("Object.defineProperty(document, 'hidden', { value: true })");
    await slow.clock.runFor(130_000);
    expect(target.seen).toHaveLength(4);
  });

  it('fits a window of 400 pixels, and stays a table there', async () => {
    const narrow = await visit(browser, origin, 400);
    expect(await narrow.page.evaluate('document.documentElement.scrollWidth')).toBe(400);
    expect(await narrow.page.getByRole('row', { name: /Kota Cilegon/ }).count()).toBe(1);
    await chip(narrow.page, '36.01', 'Pupil').click();
    expect(await narrow.page.getByRole('tooltip').innerText()).toContain('3 of 5 schools missing');
    await narrow.page.close();
  });

  async function expectAsked(times: number): Promise<void> {
    for (let tries = 0; tries < 50 && target.seen.length < times; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(target.seen).toHaveLength(times);
  }
});
