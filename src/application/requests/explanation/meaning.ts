import type { TargetType } from '../../../domain/shared/domain-event.ts';
import type { RecordedPrincipal } from '../../ports/caller.ts';
import type { EntrySummary, LoggedRequest, RequestSubject } from '../../ports/request-log.ts';
import { attempts } from './attempts.ts';

/** What people call a subject: an agent's display name, where it is known. */
export type NameOf = (subject: RequestSubject) => string | undefined;

/** What was done, by the entry's action; `{}` stands for what it was done to. */
const deeds: Readonly<Record<string, string>> = {
  AgentProvisioned: 'added {}',
  AgentUpdated: 'changed {}',
  AgentDeactivated: 'deactivated {}',
  AgentReactivated: 'reactivated {}',
  AgentRemoved: 'removed {}',
  AgentKeptOut: 'had {} stay deactivated',
  BrakeSet: 'set the brake',
  BrakeReleased: 'released the brake',
  GroupCreated: 'made {}',
  GroupUpdated: 'changed {}',
  GroupMembersChanged: 'changed the members of {}',
  GroupRuleChanged: 'changed the rule of {}',
  GroupRemoved: 'removed {}',
  GroupsOverScimSwitchedOn: 'let the directory push groups',
  GroupsOverScimSwitchedOff: 'kept the directory from pushing groups',
  GroupRoleGiven: 'gave a role to the members of {}',
  GroupRoleWithdrawn: 'withdrew the role from the members of {}',
  GroupGranted: 'let a limited administrator change {}',
  GroupGrantWithdrawn: 'kept a limited administrator from changing {}',
  DirectoryOnlySwitchedOn: 'had agents and pushed groups changed in the directory alone',
  DirectoryOnlySwitchedOff: 'let people here change agents and pushed groups',
  OwnerNamed: 'named an owner of {}',
  OwnerDismissed: 'dismissed an owner of {}',
  RequestBodiesKept: 'had bodies of requests kept',
  RequestBodiesNotKept: 'had bodies of requests not kept',
  AuditLogKeptForDays: 'said how long the audit log stays in the database',
  AuditLogKeptForGood: 'had all of the audit log stay in the database',
  UndeclaredAttributesAccepted: 'let custom attributes in that nobody declared',
  UndeclaredAttributesRefused: 'kept custom attributes out that nobody declared',
  SessionBegan: 'signed in',
  SessionEnded: 'ended {}',
  AgentErased: 'erased what was personal to an agent',
  AgentSessionsEnded: 'signed {} out everywhere',
  SignInLinkUsed: 'used a link',
};

/** What follows from a deed is no deed of whoever asked. */
const consequences = new Set([
  ...['AgentJoinedGroup', 'AgentLeftGroup', 'AttributeNotKept'],
  ...['OneAdministratorLeft', 'LastAdministratorLost', 'ManyAgentsDeactivated', 'SessionEnded'],
]);

const nouns: Readonly<Record<TargetType, readonly [one: string, many: string]>> = {
  agent: ['an agent', 'agents'],
  group: ['a group', 'groups'],
  template: ['a group template', 'group templates'],
  attribute: ['an attribute', 'attributes'],
  account: ['the account', 'accounts'],
  token: ['an API token', 'API tokens'],
  session: ['a session', 'sessions'],
  connection: ['a Single Sign-On connection', 'Single Sign-On connections'],
  signInLink: ['a sign-in link', 'sign-in links'],
  agentJob: ['a job', 'jobs'],
};

/** `Okta deactivated Ada Byron.` */
export function meaningOf(request: LoggedRequest, nameOf: NameOf): string {
  const { lost, principal, refusal, parts, entries } = request;
  if (lost !== undefined)
    return `${lost} ${lost === 1 ? 'request was' : 'requests were'} not written down from here on.`;
  const who = whoIs(principal);
  if (refusal !== undefined) return `${who} tried to ${triedOf(request, nameOf)}, and was refused.`;
  if (isDryRun(request))
    return `${who} asked what would happen, and changed nothing: ${triedOf(request, nameOf)}.`;
  const done = entries.filter((entry) => !entry.isRefusal && !consequences.has(entry.action));
  const what = done.length === 0 ? [doneOf(request, nameOf)] : done.map((entry) => deedOf(entry, nameOf));
  return `${who} ${inWords(what)}${exceptionOf(parts, entries)}.`;
}

/** The administration API tells what a change would do. */
const isDryRun = ({ query = '' }: LoggedRequest): boolean =>
  new URLSearchParams(query).get('dryRun') === 'true';

/** `deactivate Ada Byron`, behind "tried to". */
export function triedOf(
  { attempted, method, path, subject, entries }: LoggedRequest,
  nameOf: NameOf,
): string {
  // A refusal of the journal knows more of what it was about than the request.
  const about =
    entries.find((entry) => entry.isRefusal && entry.subject?.type !== 'token')?.subject ?? subject;
  const known = attempted === undefined ? undefined : attempts[attempted];
  if (known !== undefined) return filled(known.tried, about, nameOf, nounOf(attempted));
  return attempted === undefined ? `ask for ${method} ${path}`.trimEnd() : wordsIn(attempted);
}

function doneOf({ attempted, method, path, subject }: LoggedRequest, nameOf: NameOf): string {
  const known = attempted === undefined ? undefined : attempts[attempted];
  if (known !== undefined) return filled(known.done, subject, nameOf, nounOf(attempted));
  return attempted === undefined ? `asked for ${method} ${path}` : `asked to ${wordsIn(attempted)}`;
}

const shownDeeds = 5;

function deedOf({ action, count, subject }: EntrySummary, nameOf: NameOf): string {
  const noun = subject === undefined ? ['something', 'things'] : nouns[subject.type];
  const pattern = deeds[action] ?? `${lastWord(action)} {}`;
  if (count > 1) return pattern.replace('{}', `${count} ${noun[1]}`);
  return filled(pattern, subject, nameOf, noun[0]);
}

function filled(pattern: string, subject: RequestSubject | undefined, nameOf: NameOf, noun = ''): string {
  const name = subject && (nameOf(subject) ?? subject.name ?? subject.id);
  const shown = name !== undefined && subject?.type === 'group' ? `the group ${JSON.stringify(name)}` : name;
  return pattern.replace('{}', () => shown ?? (subject === undefined ? noun : nouns[subject.type][0]));
}

const nounOf = (attempted = ''): string => {
  const [one, many] = attempted.includes('Group') ? nouns.group : nouns.agent;
  return attempted.startsWith('List') ? many : one;
};

function exceptionOf(parts: LoggedRequest['parts'], entries: readonly EntrySummary[]): string {
  if (parts !== undefined && parts.failed > 0) return `; of ${parts.sent} parts ${parts.failed} were refused`;
  return parts === undefined && entries.some(({ isRefusal }) => isRefusal)
    ? ', but not all that was sent'
    : '';
}

function inWords(what: readonly string[]): string {
  const shown = what.length > shownDeeds ? [...what.slice(0, shownDeeds), 'more'] : what;
  return shown.length === 1 ? `${shown[0]}` : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** `CreateRuleGroup` as `create rule group`. */
const wordsIn = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();

const lastWord = (action: string): string => wordsIn(action).split(' ').at(-1) ?? action;

export const whoIs = (principal: RecordedPrincipal | undefined): string =>
  principal === undefined || principal.kind === 'anonymous' ? 'Somebody who is not known' : principal.name;
