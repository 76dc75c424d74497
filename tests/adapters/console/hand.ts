import type { Locator, Page } from 'playwright-core';

/** The hand of an administrator, who has been counted how often it clicks. Typing is none. */
export class Hand {
  clicks = 0;

  constructor(readonly page: Page) {}

  async click(target: Locator): Promise<void> {
    this.clicks += 1;
    await target.click();
  }

  /** Clicks into the field first, unless it is where somebody types already. */
  async type(target: Locator, text: string): Promise<void> {
    await target.waitFor();
    if (!(await this.isFocused(target))) await this.click(target);
    await target.fill(text);
  }

  enter(): Promise<void> {
    return this.page.keyboard.press('Enter');
  }

  private isFocused(target: Locator): Promise<boolean> {
    return target.evaluate((element) => element === document.activeElement);
  }
}
