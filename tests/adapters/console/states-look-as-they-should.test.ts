import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { type ConsoleVisitor, consoleVisitors } from '../../support/console-visitor.ts';
import { serverOn } from '../../support/start-server.ts';
import { flawsOf } from './flaws-of.ts';

const server = serverOn();
const visitor = consoleVisitors(server);
let visit: ConsoleVisitor;

beforeAll(async () => {
  visit = await visitor(await server().openAccount('Difference Engines'));
});

const entries = {
  overview: ['/', 'overview'],
  'okta-set-up': ['/okta-set-up', 'set-up/okta'],
  people: ['/people?q=zuse', 'agents'],
  groups: ['/groups', 'groups'],
  activity: ['/activity?refused=true', 'audit-log'],
  connections: ['/connections', 'tokens'],
  settings: ['/settings', 'attributes'],
} as const;

/** In pixels; longer lines are hard to read. */
const readableWidth = 640;

type Fate = 'empty' | 'loading' | 'unavailable' | 'away';

/** Has what the page asks for first come to this; who is signed in is known all the same. */
async function befall(page: Page, path: string, fate: Fate): Promise<void> {
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  if (fate === 'empty') return;
  await page.route(new RegExp(`/api/v1/${path}(\\?|$)`), async (route) => {
    if (fate === 'loading') return;
    if (fate === 'away') return route.abort('connectionrefused');
    const detail = 'The database does not answer.';
    const json = { code: 'serviceUnavailable', detail, requestId: 'a1b2c3d4' };
    return route.fulfill({ status: 503, json });
  });
}

describe.each(Object.entries(entries))('%s', (entry, [address, path]) => {
  test('shows that what it asks for is on its way', async () => {
    const { page } = visit;
    await befall(page, path, 'loading');
    await page.goto(address);
    const waiting = page.getByRole('main').getByText('Loading…').first();
    await waiting.waitFor({ state: 'attached' });
    await page.getByRole('link', { name: 'Settings' }).waitFor();
    // It shows after a moment only.
    await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
    expect(await flawsOf(page, { picture: `${entry}-loading`, isLoading: true })).toEqual([]);
  });

  test.each([
    ['unavailable', 'The service waits for its database'],
    ['away', 'Nothing answers'],
  ] as const)('says why there is nothing where the service is %s', async (fate, words) => {
    const { page } = visit;
    await befall(page, path, fate);
    await page.goto(address);
    const alert = page.getByRole('alert').first();
    await alert.getByText(words).waitFor();
    expect((await alert.boundingBox())?.width).toBeLessThan(readableWidth);
    await page.getByRole('link', { name: 'Settings' }).waitFor();
    expect(await flawsOf(page, { picture: `${entry}-${fate}` })).toEqual([]);
  });

  test('is itself where there is nothing yet', async () => {
    const { page } = visit;
    await befall(page, path, 'empty');
    await page.goto(address);
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
    expect(await flawsOf(page, { picture: `${entry}-empty` })).toEqual([]);
  });
});
