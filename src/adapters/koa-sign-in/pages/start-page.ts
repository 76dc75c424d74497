import type { Account } from '../../../domain/account/account.ts';
import type { Role } from '../../../domain/role/role.ts';
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

const roleNames: Readonly<Record<Role, string>> = {
  owner: 'Owner',
  admin: 'Administrator',
  limitedAdmin: 'Limited administrator',
  manager: 'Manager',
  grader: 'Grader',
};

/** Where somebody is once signed in. */
export const startPage = (person: SignedInPerson): Page => {
  const { name, role, account, sessions, base, session } = person;
  return {
    title: account.state.name,
    body: html`
<h1>${account.state.name}</h1>
<p>You are signed in as ${name} <span class="badge">${roleNames[role]}</span></p>
<h2>Where you are signed in</h2>
<ul class="sessions">${sessions.map((one) => sessionItem(one, base, one.state.id === session))}</ul>
<form method="post" action="${base}/sign-out"><div class="actions"><button class="button second">Sign out</button></div></form>`,
  };
};

function sessionItem({ state }: Session, base: string, isThis: boolean): Html {
  const { id, address, browser, createdAt } = state;
  const end = html`<form method="post" action="${base}/sign-out"><input type="hidden" name="session" value="${id}"><button class="button second small">End<span class="quiet"> since ${minuteOf(createdAt)}</span></button></form>`;
  return html`<li><div>${browserName(browser)}${isThis ? html` <span class="badge">this browser</span>` : undefined}<br><span class="quiet">${address} · since <time datetime="${createdAt}">${minuteOf(createdAt)} UTC</time></span></div>${isThis ? undefined : end}</li>`;
}

const minuteOf = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

/** What people know of what a browser says of itself. Others say that they are Chrome or Safari as well, so that those come last. */
const browserNames = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['Firefox', 'Firefox'],
  ['Chrom', 'Chrome'],
  ['Safari', 'Safari'],
] as const;

const browserName = (userAgent: string): string =>
  browserNames.find(([sign]) => userAgent.includes(`${sign}`))?.[1] ??
  (userAgent.slice(0, 60) || 'A browser');
