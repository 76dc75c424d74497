import type { DomainErrorCode } from '../../../domain/shared/domain-error.ts';
import type { RefusalCode, TransportCode } from './refusal-code.ts';

/** What can be done about a refusal. The answers, the request log and the guides have it from here. */
export interface Remedy {
  /** In Markdown, with the path through the menus where the cause is in Okta. */
  readonly todo: string;
  /** In few words, for the answer itself, where the sentence of the refusal does not say so. */
  readonly short?: string;
  /** How the answer reads, where the guide to messages has it; `…` stands for anything. */
  readonly messages?: readonly string[];
}

const assignAnew =
  'In Okta, **Applications →** your application **→ Assignments**: unassign the person and assign them again.';
const mendMapping =
  'In Okta, **Directory → Profile Editor →** your application **→ Mappings**: mend what is sent, then **Dashboard → Tasks → Retry Selected**.';
const emailFormat =
  'In Okta, **Sign On → Settings → Edit**: set *Application username format* to **Email**, then **Dashboard → Tasks → Retry Selected**.';
const enterToken =
  'In Okta, **Provisioning → Integration → Edit**: enter it as the *Password*, with the *Username* `apikey`.';
const baseUrl =
  'In Okta, **Provisioning → Integration → Edit**, *SCIM connector base URL*: your address with `/scim/v2`, and nothing behind it.';
const retryTasks =
  'Nothing was half done. In Okta, **Dashboard → Tasks → Retry Selected**, once the service answers again.';
const tellUs =
  'A mistake of the client or of this service: give the request id to the operator, whose log has the same.';
const clientsQuestion = `The client asked in a way that SCIM does not know. ${tellUs}`;

const byTransport: Readonly<Record<Exclude<TransportCode, DomainErrorCode>, Remedy>> = {
  baseUrlTooLong: { todo: baseUrl, messages: ['There is no agent "Users" in this account.'] },
  bodyTooLarge: {
    todo: 'Have fewer things sent at once, such as smaller groups; or the operator raises `ROLLCALL_BODY_BYTES_MAX`.',
  },
  clientGone: {
    todo: 'The client did not wait for the answer. What it asked for may have been done: look at what follows it here.',
  },
  conflict: { todo: 'Send the request again.' },
  expectationUnknown: { todo: clientsQuestion },
  expiredCursor: { todo: 'Begin the list again from its first page.' },
  headersTooLarge: {
    todo: 'Something in front of the service adds much to each request: look at the proxy.',
  },
  invalidCount: { todo: clientsQuestion },
  invalidCursor: { todo: 'Begin the list again from its first page.' },
  invalidFilter: { todo: clientsQuestion },
  invalidPath: {
    todo: 'In Okta, **Directory → Profile Editor →** your application: the *External name* of the attribute that the message names is that of no attribute here.',
  },
  invalidSyntax: { todo: clientsQuestion },
  invalidValue: { todo: mendMapping },
  mediaTypeUnknown: { todo: clientsQuestion },
  methodUnknown: { todo: clientsQuestion },
  mutability: {
    todo: 'The value can never change. Take the attribute out of the mapping in Okta (**Directory → Profile Editor → Mappings**).',
  },
  noTarget: { todo: clientsQuestion },
  notAllowed: { todo: 'Whoever asked may not do this: ask an owner of the account.' },
  notOffered: { todo: 'The service has no such thing; no client of a directory needs it.' },
  pathUnknown: { todo: baseUrl, messages: ['There is nothing at "/Users".'] },
  requestInvalid: { todo: clientsQuestion },
  requestTooSlow: {
    todo: 'Look at the network and the proxy between the client and the service, and send it again.',
  },
  resourceRemoved: { todo: assignAnew },
  serviceFault: {
    todo: 'A mistake of ours. The request id finds the line of the log with its cause: give it to the operator.',
  },
  tokenMissing: {
    todo: 'The token is missing, or the *Username* is not `apikey`. In Okta, **Provisioning → Integration → Edit**: the *Username* is `apikey`, and the token is the *Password*. *HTTP Header* has no username.',
    messages: ['No API token was given. …'],
  },
  tooMany: { todo: clientsQuestion },
  tooManyRequests: {
    todo: 'Somebody sends more than a bound allows, and the message says which. Directories come again by themselves; the operator can raise the bound.',
  },
  unavailable: {
    todo: `The service cannot do its work for a while, as where its database does not answer. ${retryTasks}`,
    messages: ['The service cannot reach its database …'],
  },
  uniqueness: { todo: 'Somebody or something has the value already, which the message names.' },
};

/** Of those that are not here, the message says all. */
const byDomain: Readonly<Partial<Record<DomainErrorCode, Remedy>>> = {
  accountClosed: { todo: 'An operator opens the account again: `./rollcall account reopen`.' },
  agentNotFound: {
    todo: `Nobody here has the id. ${assignAnew}`,
  },
  agentDeactivated: { todo: 'The token speaks for somebody who may no longer sign in. Take another one.' },
  attributeInvalid: {
    todo: `The value is not of the kind that the attribute has here: mend it in Okta, or have other values declared with \`./rollcall attribute declare\`. ${mendMapping}`,
    messages: [
      '"profile.…" must be a string, a number, a boolean or a list of these.',
      '"profile.…" must be …, which … is not.',
      '… cannot be …; allowed are …',
    ],
  },
  attributeTooLarge: { todo: `The value is longer than is kept. ${mendMapping}` },
  attributeUndeclared: {
    todo: 'The account takes declared attributes only: `./rollcall attribute declare`, or take it out of the mapping (**Directory → Profile Editor → Mappings**).',
    short: 'Declare it, or take it out of the mapping in Okta.',
    messages: ['"profile.…" is not declared …'],
  },
  brakeHolds: {
    todo: 'Too many lost their access at once. In Okta, **Applications →** your application **→ Assignments**: look whether the group that assigns people is still there, and has its members. If the assignment was wrong, mend it, then bring everybody back in the console under **Brake**, or with `./rollcall brake bring-back`. If it is meant, choose *Go on* there (`./rollcall brake go-on`), then in Okta **Dashboard → Tasks → Retry Selected**. One person who must be out at once is deactivated in the console.',
    short:
      'In Okta, check the assignment of the application’s group; in the console, choose to go on or to bring them back.',
    messages: ['Since … the directory has taken access away from …'],
  },
  connectionNotFound: {
    todo: 'The address is wrong, or the connection was removed: have people use the tile of their dashboard.',
  },
  criteriaTooWide: { todo: 'Ask with a filter that has fewer parts.' },
  emailInvalid: {
    todo: `The application username format is not Email, or the person's username is no address. ${emailFormat}`,
    messages: ['… must be an email address such as …'],
  },
  groupGovernedOtherwise: {
    todo: 'The group was made here. In Okta, **Push Groups**: unlink it.',
    messages: ['The group "…" is governed by …, so it cannot be changed over SCIM.'],
  },
  groupNameTaken: {
    todo: 'Okta finds and links an existing group by its name: in **Push Groups**, choose to link. A group that a rule or template governs stays read-only when it is linked: push under another name, or give the template another pattern.',
    messages: ['There is already a group with the displayName …'],
  },
  groupNotFound: {
    todo: 'Nothing here has the id. In Okta, **Push Groups**: unlink the group, and push it again.',
  },
  directoryOnly: {
    todo: 'In Okta, **Applications →** your application **→ Assignments** for people, **Push Groups** for groups: make the change there. Or `./rollcall account directory --only off`.',
  },
  groupsOverScimOff: {
    todo: 'Switch off **Push Groups** in Okta, or `./rollcall account groups --over-scim on`.',
    short: 'In Okta, switch off Push Groups; or have an operator switch groups on for the account.',
    messages: ['Groups over SCIM are switched off for this account …'],
  },
  memberNotFound: { todo: assignAnew, messages: ['There is no agent … in this account …'] },
  nestedGroup: {
    todo: 'Push the inner group by itself (**Push Groups**).',
    messages: ['… is a group and cannot be a member …'],
  },
  ownerNotFound: {
    todo: 'The person owns the account no longer, or never did. An operator names owners: `./rollcall owner name`.',
  },
  permissionMissing: {
    todo: 'A token that is bound to an agent can read `/Me`, and nothing else: take one of a directory. Anybody else asks an owner of the account.',
    short: 'A token that is bound to an agent can read "/Me", and nothing else.',
  },
  primaryEmailDiffers: {
    todo: emailFormat,
    short: 'In Okta, set the application username format to Email.',
    messages: ['The primary email … differs from the userName …'],
  },
  primaryEmailImmutable: {
    todo: `${assignAnew} Where only the profile has another address: ${emailFormat}`,
    short:
      'In Okta, unassign the person and assign them again. Where only the profile has another address, set the application username format to Email.',
    messages: ['The primary email is "…", the userName, and can never change …'],
  },
  signInLinkNotFound: {
    todo: 'It was used, is older than ten minutes, or a newer one was made. An operator makes another: `./rollcall sign-in-link`.',
  },
  ssoNotSetUp: {
    todo: '`./rollcall account connect-sso ACCOUNT_ID --issuer https://your-org.okta.com`, then in Okta **Dashboard → Tasks → Retry Selected**.',
    short: 'Set up Single Sign-On with Okta for the account first, then push again from Okta.',
    messages: ['The account "…" has no Single Sign-On set up …'],
  },
  tokenExpired: {
    todo: `Tokens last 90 days unless made with \`--never-expires\`: \`./rollcall token rotate ID\`. ${enterToken}`,
    short: 'Create a new token and enter it in Okta.',
    messages: ['The API token "…" expired on …'],
  },
  tokenRevoked: {
    todo: `\`./rollcall token create\`. ${enterToken}`,
    short: 'Create a new token and enter it in Okta.',
    messages: ['The API token "…" was revoked on …'],
  },
  tokenUnknown: {
    todo: `It was not copied whole, or belongs to another installation: \`./rollcall token create\`. ${enterToken}`,
    short:
      'Send it as the password of HTTP Basic with the username "apikey", or as "Authorization: Bearer <token>".',
    messages: ['The API token is not valid.'],
  },
  userNameImmutable: {
    todo: `${assignAnew} A new agent is made, and the old one is deactivated.`,
    messages: ['"userName" is "…" and can never change …'],
  },
  userNameTaken: {
    todo: `Two people have one address, or an agent was made otherwise. Okta finds and links an existing one by itself when it is assigned anew. ${assignAnew}`,
    messages: ['There is already an agent with the userName …'],
  },
  versionDiffers: { todo: 'Somebody else changed it meanwhile: read it again, and send the change again.' },
};

export const remedies: Readonly<Partial<Record<RefusalCode, Remedy>>> = { ...byDomain, ...byTransport };
