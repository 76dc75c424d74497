import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const tabsMax = 80;

/** What has the focus is called so; `nothing` where the page itself has it. */
const focusedIn = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const focused = document.activeElement as HTMLElement;
    if (focused === document.body) return 'nothing';
    const { labels } = focused as HTMLInputElement;
    const words = focused.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? focused.textContent;
    return (words ?? '').trim();
  });

/** Waits until the focus is on what is called so. */
export const focusedOn = (page: Page, name: string) => expect.poll(() => focusedIn(page)).toBe(name);

/** Presses Tab until the focus is on what is called so. */
export async function tabTo(page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let tabs = 0; tabs < tabsMax; tabs += 1) {
    await page.keyboard.press(key);
    if (name.test(await focusedIn(page))) return;
  }
  throw new Error(`${tabsMax} times ${key} lead to nothing that is called ${name}.`);
}

/** Goes to what is called so, and presses it. */
export async function press(page: Page, name: RegExp, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press(key);
}

/** Presses Tab through a page, once around at most, and returns what looks the same with the focus and without. */
export async function unseenFocuses(page: Page): Promise<readonly string[]> {
  const unseen = new Set<string>();
  for (let tabs = 0; tabs < tabsMax; tabs += 1) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(() => {
      const looks = (element: Element) =>
        [element, element.parentElement ?? element]
          .map((one) => getComputedStyle(one))
          .map(({ outline, boxShadow }) => `${outline} ${boxShadow}`)
          .join();
      const kept = window as unknown as { before?: { element: Element; with: string }; met?: Set<Element> };
      const { before, met = new Set() } = kept;
      const { activeElement } = document;
      // The parts of a date take the focus one after the other.
      if (before && before.element === activeElement) return { isEnd: false, met: met.size };
      const isUnseen = before?.element.isConnected && looks(before.element) === before.with;
      const isEnd = activeElement === null || activeElement === document.body || met.has(activeElement);
      kept.met = met;
      if (activeElement && !isEnd) met.add(activeElement);
      kept.before =
        activeElement && !isEnd ? { element: activeElement, with: looks(activeElement) } : undefined;
      return { unseen: isUnseen ? before?.element.outerHTML.slice(0, 120) : undefined, isEnd, met: met.size };
    });
    if (seen.unseen) unseen.add(seen.unseen);
    if (seen.isEnd && seen.met > 0) break;
  }
  return [...unseen];
}
