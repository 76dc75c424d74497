import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Where people look at pictures of pages; git ignores it. */
const folder = fileURLToPath(new URL('../../../.screenshots/', import.meta.url));
mkdirSync(folder, { recursive: true });

const colorSchemes = ['light', 'dark'] as const;
/** Of windows, in pixels: a desk, a telephone, and the narrowest one that there is. */
const widths = [1440, 390, 360] as const;

interface Looking {
  /** By which pictures of it are called, where people are to look at them. */
  readonly picture?: string;
  /** Of the windows in which it can be seen at all. */
  readonly widthsSeen?: readonly number[];
  /** Whether it is looked at while what it shows is on its way. */
  readonly isLoading?: boolean;
}

/**
 * What is wrong with a page as it stands, in both colours, wide and narrow: what axe finds, and what goes beyond the window. The
 * page is loaded once for all of them, since it is what axe does that takes time.
 */
export async function flawsOf(
  page: Page,
  { picture, widthsSeen = widths, isLoading = false }: Looking = {},
): Promise<readonly string[]> {
  if (!isLoading) await expect.poll(() => page.getByText('Loading…').count()).toBe(0);
  // The navigation comes with who somebody is, and pages that nobody has to sign in for have none.
  const entries = () => page.evaluate(() => document.querySelector('nav ul')?.childElementCount);
  await expect.poll(entries).not.toBe(0);
  await page.evaluate(() => document.fonts.ready);
  const before = page.viewportSize();
  const flaws: string[] = [];
  for (const width of widthsSeen) {
    await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
    const beyond = await overflowOf(page);
    if (beyond > 0) flaws.push(`${width} pixels: goes ${beyond} pixels beyond the window`);
    // What 360 pixels change is how lines break.
    if (width === 360) continue;
    for (const colorScheme of colorSchemes) {
      await page.emulateMedia({ colorScheme });
      if (picture !== undefined) await takePicture(page, `${folder}${picture}-${colorScheme}-${width}.png`);
      flaws.push(...(await violationsOn(page)).map((one) => `${colorScheme}, ${width} pixels: ${one}`));
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  if (before !== null) await page.setViewportSize(before);
  return flaws;
}

/** Of the whole page, in a window as high as that: what stands at the foot of the window stands at the foot of the picture. */
async function takePicture(page: Page, path: string): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.max(height, whole) });
  await page.screenshot({ path });
  await page.setViewportSize({ width, height });
}

/** What axe finds, each with the elements that it found. */
async function violationsOn(page: Page): Promise<readonly string[]> {
  // There are no frames, for whose sake axe would open another page each time.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
}

const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
