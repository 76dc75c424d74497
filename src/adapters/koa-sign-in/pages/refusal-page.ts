import type { FailedSignIn } from '../../../domain/sign-in/failed-sign-in.ts';
import { type Html, html } from './html.ts';
import type { Page } from './page.ts';

export interface ShownRefusal {
  readonly heading: string;
  /** What it means for the person, and what to do. */
  readonly sentence: string;
  /** What the person reads to an administrator. */
  readonly mnemonicId: string;
  readonly signIn?: FailedSignIn;
  /** Where to try again. */
  readonly retry?: string;
}

/** Why somebody is not signed in. */
export const refusalPage = ({ heading, sentence, mnemonicId, signIn, retry }: ShownRefusal): Page => ({
  title: heading,
  body: html`
<h1>${heading}</h1>
<p>${sentence}</p>
<p class="word"><span>Tell your administrator:</span><strong>${mnemonicId}</strong></p>
${signIn === undefined ? undefined : forAdministrators(signIn)}
${retry === undefined ? undefined : html`<div class="actions"><a class="button" href="${retry}">Sign in again</a></div>`}`,
});

const forAdministrators = ({ connection, check, expected, received, remedy }: FailedSignIn): Html => html`
<details>
<summary>For administrators</summary>
<dl>
<dt>Connection</dt><dd>${connection}</dd>
<dt>Check that failed</dt><dd>${check}</dd>
<dt>Expected</dt><dd class="came">${expected}</dd>
<dt>Received</dt><dd class="came">${received}</dd>
<dt>What to do</dt><dd>${remedy}</dd>
</dl>
</details>`;
