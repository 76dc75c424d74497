import { html } from './html.ts';
import { type Page, takesFragment } from './page.ts';

/**
 * Has a person say that a link is to be used. Whatever looks at links before people do, as mail filters, sends no form.
 *
 * @param action - where the form goes.
 */
export const signInLinkPage = (action: string): Page => ({
  title: 'Sign in by a link',
  body: html`
<h1>Sign in by a link</h1>
<p class="quiet">The link signs an owner in without an identity provider. It counts once, and the audit log tells of it.</p>
<form method="post" action="${action}">
<label for="secret">What follows # in the link</label>
<input id="secret" name="secret" type="password" autocomplete="off" required maxlength="500">
<div class="actions"><button class="button">Sign in</button></div>
</form>
${takesFragment}`,
});
