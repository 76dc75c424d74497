import { isIP } from 'node:net';
import { type Principal, principalId, type RecordedPrincipal } from '../../application/ports/caller.ts';
import type { RecordedJournalEntry } from '../../application/ports/event-feed.ts';
import type { EntryFormat } from './entry-format.ts';
import { jsonLine } from './json-format.ts';
import {
  activityAbout,
  attemptActivities,
  eventActivities,
  type OcsfActivity,
  ocsfClasses,
} from './ocsf-activities.ts';
import { ocsfSubject } from './ocsf-subject.ts';

/** Whose attributes these are: https://schema.ocsf.io/1.8.0/categories/iam */
const schemaVersion = '1.8.0';
const category = { category_uid: 3, category_name: 'Identity & Access Management' } as const;
const otherActivity = 99;
const [informational, low] = [1, 2];

/** Each entry as an event of the Open Cybersecurity Schema Framework. What that has no name for stands in `unmapped`. */
export const ocsfFormat: EntryFormat = {
  heading: '',
  linesOf: (entries) => entries.map((entry) => jsonLine(ocsfEvent(entry))).join(''),
};

/** An entry's event, with all that the class of the event requires. */
export function ocsfEvent(entry: RecordedJournalEntry): Readonly<Record<string, unknown>> {
  const { position, at, accountId, principal, source, requestId, action, target, changes, refusal } = entry;
  const activity = activityOf(entry);
  const [className, named] = activity;
  const { uid: class_uid, name: class_name, activities } = ocsfClasses[className];
  const activity_id = (activities as Readonly<Record<string, number>>)[named] ?? otherActivity;
  return {
    class_uid,
    class_name,
    ...category,
    activity_id,
    // Of an activity that the class does not have, OCSF wants the source's own name.
    activity_name: activity_id === otherActivity ? action : captionOf(named),
    type_uid: class_uid * 100 + activity_id,
    time: Date.parse(at),
    severity_id: refusal === undefined ? informational : low,
    severity: refusal === undefined ? 'Informational' : 'Low',
    ...statusOf(entry),
    message: [action, target?.type, target?.name ?? target?.id].filter(Boolean).join(' '),
    metadata: {
      version: schemaVersion,
      product: { name: 'Rollcall', vendor_name: 'Rollcall' },
      uid: String(position),
      sequence: position,
      tenant_uid: accountId,
      correlation_uid: requestId,
      event_code: action,
      log_name: 'audit log',
      original_time: at,
    },
    actor: actorOf(principal),
    // OCSF's `ip` is an address and nothing else; what was erased, or came from here, is none.
    src_endpoint: isIP(source) === 0 ? { name: source } : { ip: source },
    ...ocsfSubject(activity, entry),
    unmapped: { target, changes, leftOut: refusal?.leftOut, signIn: refusal?.signIn },
  };
}

function activityOf({ action, target, changes, refusal }: RecordedJournalEntry): OcsfActivity {
  if (action === 'GroupMembersChanged') {
    const members = changes.find(({ path }) => path === 'members');
    if (members?.from === undefined) return ['groupManagement', 'addUser'];
    if (members.to === undefined) return ['groupManagement', 'removeUser'];
  }
  const known: Readonly<Record<string, OcsfActivity>> =
    refusal === undefined ? eventActivities : attemptActivities;
  return known[action] ?? activityAbout(target?.type);
}

/** `assignPrivileges` as `Assign Privileges`. */
const captionOf = (activity: string): string =>
  activity.charAt(0).toUpperCase() + activity.slice(1).replace(/[A-Z]/g, ' $&');

function statusOf({ refusal }: RecordedJournalEntry): Readonly<Record<string, unknown>> {
  if (refusal === undefined) return { status_id: 1, status: 'Success' };
  const { code: status_code, message: status_detail, leftOut } = refusal;
  const status =
    leftOut === undefined ? { status_id: 2, status: 'Failure' } : { status_id: 99, status: 'Partial' };
  return { ...status, status_code, status_detail };
}

/** OCSF's kinds of users: a person, a system, a service; nobody is known of anonymous callers. */
const userTypes: Readonly<Record<Principal['kind'], number>> = {
  person: 1,
  operator: 2,
  token: 4,
  service: 4,
  identityProvider: 4,
  anonymous: 0,
};

function actorOf(principal: RecordedPrincipal): object {
  const name = 'name' in principal ? principal.name : principal.kind;
  const user = {
    name,
    uid: principalId(principal),
    type_id: userTypes[principal.kind],
    type: principal.kind,
  };
  return { user };
}
