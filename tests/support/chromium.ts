import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const executablePath = process.env.CHROMIUM_TEST_PATH ?? '/usr/bin/chromium';

/** What to do where it is not there. */
export const chromiumMissing = (): string | undefined =>
  existsSync(executablePath)
    ? undefined
    : `There is no Chromium at ${executablePath}. On Debian: apt-get install chromium; elsewhere CHROMIUM_TEST_PATH names it.`;

/** A headless browser that fetches nothing for itself. */
export const launchChromium = (): Promise<Browser> =>
  // Its sandbox does not work for root, as whom tests run in containers.
  chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
