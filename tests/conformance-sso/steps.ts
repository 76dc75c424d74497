import type { Browser, Page } from 'playwright-core';
import type { Outcome } from '../conformance-checker/checker.ts';

const stepMillisecondsMax = 20_000;
const say = (line: string) => process.stdout.write(`${line}\n`);

/** What people do, each step in a browser that nobody used before. */
export class Steps implements Outcome {
  private readonly browser: Browser;
  private readonly folder: string;
  passed = 0;
  failed = 0;
  /** Hosts other than this machine's that a page asked for. */
  private readonly foreignHosts = new Set<string>();

  /** @param folder - for a picture of what each step ends with. */
  constructor(browser: Browser, folder: string) {
    this.browser = browser;
    this.folder = folder;
  }

  async play(title: string, act: (page: Page) => Promise<void>): Promise<void> {
    // The certificate in front of Rollcall is signed by itself.
    const context = await this.browser.newContext({ ignoreHTTPSErrors: true });
    context.setDefaultTimeout(stepMillisecondsMax);
    context.on('request', (request) => {
      const { hostname } = new URL(request.url());
      if (!['localhost', '127.0.0.1'].includes(hostname)) this.foreignHosts.add(hostname);
    });
    const page = await context.newPage();
    const failure = await act(page).then(
      () => undefined,
      (error: unknown) => error,
    );
    const picture = `${this.folder}/${title.replaceAll(/\W+/g, '-').toLowerCase()}.png`;
    await page.screenshot({ path: picture, fullPage: true });
    await context.close();
    this.count(title, failure);
  }

  /** Nothing of a page comes from anybody else. */
  tellForeignHosts(): void {
    const hosts = [...this.foreignHosts];
    const failure = hosts.length === 0 ? undefined : new Error(`They asked ${hosts.join(', ')}.`);
    this.count('Pages ask nobody but Rollcall and its identity provider', failure);
  }

  private count(title: string, failure: unknown): void {
    if (failure === undefined) {
      this.passed += 1;
      say(`passed ${title}`);
      return;
    }
    this.failed += 1;
    const reason = failure instanceof Error ? failure.message : String(failure);
    say(`FAILED ${title}\n  ${reason.split('\n').join('\n  ')}`);
  }
}

/** Waits until a page says it: the console does once it has asked who is there. @throws Error where it does not. */
export async function says(page: Page, text: string | RegExp): Promise<void> {
  try {
    await page.getByText(text).first().waitFor();
  } catch (error) {
    const said = await page.locator('body').textContent();
    throw new Error(`The page at ${page.url()} does not say ${text}, but:\n${said}`, { cause: error });
  }
}
