// `npm run conformance:sso`: people sign in at a real Keycloak, by SAML and by OpenID Connect, with a real browser.
//
// Ends with 0 where all went well, with 1 where something failed, with 2 where Keycloak or the browser could not be had.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workFolder } from '../conformance-checker/checker.ts';
import { chromiumMissing, launchChromium } from '../support/chromium.ts';
import { install } from './installation.ts';
import { prepareKeycloak } from './keycloak.ts';
import { signInBy, signInByTile, signOutByOkta } from './sign-ins.ts';
import { Steps } from './steps.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

async function signIn(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-conformance-'));
  const pictures = join(workFolder, 'sign-ins');
  rmSync(pictures, { recursive: true, force: true });
  mkdirSync(pictures, { recursive: true });
  const browser = await launchChromium();
  try {
    const installation = await install(folder);
    const steps = new Steps(browser, pictures);
    try {
      await signInBy(installation.saml, installation, steps);
      await signInByTile(installation, steps);
      await signInBy(installation.oidc, installation, steps);
      await signOutByOkta(installation, steps);
      steps.tellForeignHosts();
    } finally {
      await installation.stop();
    }
    say(`\nKeycloak: ${steps.passed} passed, ${steps.failed} failed. What was seen is in ${pictures}.`);
    return steps.failed > 0 ? 1 : 0;
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const missing = chromiumMissing() ?? prepareKeycloak();
if (missing === undefined) {
  process.exitCode = await signIn();
} else {
  say(`${missing}\nKeycloak: skipped`);
  process.exitCode = 2;
}
