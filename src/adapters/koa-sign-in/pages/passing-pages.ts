import { html } from './html.ts';
import { type Page, sendsItself } from './page.ts';

/**
 * Sends a SAML response again, from our own origin: what another site's form sends comes without our cookies, as they are
 * `SameSite=Lax`.
 *
 * @param action - the path of the ACS.
 * @param fields - of the form.
 */
export const sendAgainPage = (action: string, fields: Readonly<Record<string, string>>): Page => ({
  title: 'Signing in',
  body: html`
<h1>Signing you in…</h1>
<p class="quiet">Your identity provider has answered.</p>
<form method="post" action="${action}">
${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<div class="actions"><button class="button">Continue</button></div>
</form>
${sendsItself}`,
});

/**
 * Leads to an identity provider. In place of a redirection where a form came before: browsers hold those against
 * `form-action` as well, and an identity provider may redirect to addresses that nobody knows.
 */
export const goOnPage = (url: string): Page => ({
  title: 'Signing in',
  head: html`<meta http-equiv="refresh" content="0; url=${url}">`,
  body: html`
<h1>Taking you to your identity provider…</h1>
<div class="actions"><a class="button" href="${url}">Continue</a></div>`,
});
