import type { RecordedJournalEntry } from '../../application/ports/event-feed.ts';
import { isJsonObject, type JsonValue } from '../../criteria/json.ts';
import type { OcsfActivity } from './ocsf-activities.ts';

type Attributes = Readonly<Record<string, unknown>>;

const service = { name: 'Rollcall' } as const;

/** Of nobody and nothing in particular, where OCSF demands a name. */
const unknown = 'unknown';

/** Whom or what an event is about, under the attributes that its class requires. */
export function ocsfSubject([className, activity]: OcsfActivity, entry: RecordedJournalEntry): Attributes {
  const { target, changes, principal } = entry;
  const subject = { uid: target?.id, name: target?.name ?? (target?.id === undefined ? unknown : undefined) };
  switch (className) {
    case 'accountChange':
      return { user: userOf(target?.id, target?.name) };
    case 'groupManagement':
      return target?.type === 'agent'
        ? { group: groupIn(entry), user: userOf(target.id, target.name) }
        : {
            group: subject,
            ...onlyMember(entry),
            ...(activity.endsWith('Privileges') && { privileges: rolesIn(entry) }),
          };
    case 'authentication':
      return {
        service,
        user:
          target?.type === 'agent'
            ? userOf(target.id, target.name)
            : userOf(
                textAt(changes, 'agentId') ?? ('agentId' in principal ? principal.agentId : undefined),
                target?.type === 'session' || target?.type === 'signInLink' ? target.name : undefined,
              ),
        ...(target?.type === 'session' && {
          session: { uid: target.id, issuer: textAt(changes, 'connection') },
        }),
      };
    case 'entityManagement':
      return { entity: { ...subject, type: target?.type ?? unknown, type_id: 99 } };
  }
}

const userOf = (uid: string | undefined, name: string | undefined): Attributes => ({
  uid,
  name: name ?? (uid === undefined ? unknown : undefined),
  email_addr: name?.includes('@') ? name : undefined,
  type_id: 1,
});

/** The group that an agent joined or left. */
const groupIn = ({ changes }: RecordedJournalEntry): Attributes => ({
  uid: textAt(changes, 'group.id'),
  name: textAt(changes, 'group.displayName') ?? unknown,
});

/** OCSF's event has room for one user; where several came or went, `unmapped` has all of them. */
function onlyMember({ changes }: RecordedJournalEntry): Attributes {
  const members = changes
    .filter(({ path }) => path === 'members')
    .flatMap(({ from, to }) =>
      [from, to].flatMap((side) => (Array.isArray(side) ? (side as JsonValue[]) : [])),
    );
  const [only, second] = members;
  if (only === undefined || second !== undefined) return {};
  if (!isJsonObject(only)) return { user: userOf(String(only), undefined) };
  return { user: userOf(textOf(only.id), textOf(only.userName)) };
}

const rolesIn = ({ changes }: RecordedJournalEntry): readonly string[] =>
  changes.flatMap(({ from, to }) => textOf(to ?? from) ?? []);

/** A change's new value, or the last one that it had. */
function textAt(changes: RecordedJournalEntry['changes'], path: string): string | undefined {
  const change = changes.find((one) => one.path === path);
  return textOf(change?.to ?? change?.from);
}

const textOf = (value: JsonValue | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;
