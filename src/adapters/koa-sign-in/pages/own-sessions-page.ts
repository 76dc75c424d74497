import type { Account } from '../../../domain/account/account.ts';
import { type Role, roleDisplayName } from '../../../domain/role/role.ts';
import { browserName } from '../../../domain/session/browser-name.ts';
import type { Session, SessionId } from '../../../domain/session/session.ts';
import { type Html, html } from './html.ts';
import type { Page } from './page.ts';

interface SignedInPerson {
  readonly name: string;
  readonly role: Role;
  readonly account: Account;
  /** The person's own. */
  readonly sessions: readonly Session[];
  /** The one that asks. */
  readonly session: SessionId;
  /** What precedes paths. */
  readonly base: string;
}

/** Who is signed in, and where. */
export const ownSessionsPage = (person: SignedInPerson): Page => {
  const { name, role, account, sessions, base, session } = person;
  return {
    title: account.state.name,
    body: html`
<h1>${account.state.name}</h1>
<p>You are signed in as ${name} <span class="badge">${roleDisplayName(role)}</span></p>
<h2>Where you are signed in</h2>
<ul class="sessions">${sessions.map((one) => sessionItem(one, base, one.state.id === session))}</ul>
<form method="post" action="${base}/sign-out"><div class="actions"><button class="button second">Sign out</button></div></form>`,
  };
};

function sessionItem({ state }: Session, base: string, isThis: boolean): Html {
  const { id, address, browser, createdAt } = state;
  const name = browserName(browser);
  const since = minuteOf(createdAt);
  const label = `End the session in ${name} at ${address} since ${since} UTC`;
  return html`
<li><div>${name}${isThis ? html` <span class="badge">this browser</span>` : undefined}<br>
<span class="quiet">${address} · since <time datetime="${createdAt}">${since} UTC</time></span></div>
${isThis ? undefined : html`<form method="post" action="${base}/sign-out"><input type="hidden" name="session" value="${id}"><button class="button second small" aria-label="${label}">End</button></form>`}
</li>`;
}

const minuteOf = (instant: string): string => instant.slice(0, 16).replace('T', ' ');
