import type { WaysToSignIn } from '../../../application/sign-in/list-ways-to-sign-in.ts';
import { type Html, html } from './html.ts';
import type { Page } from './page.ts';

interface Choice {
  readonly ways: readonly WaysToSignIn[];
  /** The name of the account that was asked for. */
  readonly account?: string;
  readonly returnTo: string;
  /** What precedes paths. */
  readonly base: string;
  readonly signedOut: boolean;
}

/** How to sign in to an account; or which account, where that is not known. */
export function choicePage(choice: Choice): Page {
  const { ways, signedOut } = choice;
  const [only, ...others] = ways;
  const isOne = only !== undefined && others.length === 0;
  const title = isOne ? `Sign in to ${only.account.state.name}` : 'Sign in';
  const body = html`
<h1>${signedOut ? 'You are signed out' : title}</h1>
${signedOut ? html`<p class="quiet">Your identity provider may still have you signed in there.</p>` : undefined}
${only === undefined ? accountForm(choice) : ways.map((one) => connectionsOf(one, choice, !isOne))}`;
  return { title, body };
}

function connectionsOf(
  { account, connections }: WaysToSignIn,
  { base, returnTo }: Choice,
  isNamed: boolean,
): Html {
  const heading = isNamed ? html`<h2>${account.state.name}</h2>` : undefined;
  if (connections.length === 0) {
    return html`${heading}<p>Nobody signs in to ${account.state.name} here yet. An operator adds a Single Sign-On connection with <code>rollcall sso</code>.</p>`;
  }
  const query = returnTo === '/' ? '' : `?return=${encodeURIComponent(returnTo)}`;
  const links = connections.map(
    ({ state: { id, name } }) =>
      html`<li><a class="button" href="${base}/sign-in/${id}${query}">Continue with ${name}</a></li>`,
  );
  return html`${heading}<p class="quiet">You prove who you are to your company’s own identity provider.</p><ul class="actions">${links}</ul>`;
}

function accountForm({ account, base, returnTo }: Choice): Html {
  const unknown =
    account === undefined
      ? undefined
      : html`<p class="word" role="alert">There is no account called “${account}” here. Look at how your company writes its name, or use its tile on your dashboard.</p>`;
  return html`
<p class="quiet">Which company do you work for? You can also use its tile on your dashboard.</p>
${unknown}
<form method="get" action="${base}/sign-in">
<label for="account">Company</label>
<input id="account" name="account" autocomplete="organization" required maxlength="200" value="${account ?? ''}">
<input type="hidden" name="return" value="${returnTo}">
<div class="actions"><button class="button">Continue</button></div>
</form>`;
}
