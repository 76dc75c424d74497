import type { JsonValue } from '../../../criteria/json.ts';
import type { RecordedPrincipal } from '../../ports/caller.ts';
import { principalId } from '../../ports/caller.ts';
import type { NamedPerson, PersonalValues } from '../../ports/erasure-repository.ts';
import type { RecordedJournalEntry } from '../../ports/event-feed.ts';

/** The events of groups that an agent joins tell of the group; whatever else entries about an agent tell is the agent's. */
const ofGroups = /^(group|because)\./;

/** Entries that the person made from where the person was. */
const fromThere: ReadonlySet<RecordedPrincipal['kind']> = new Set([
  'person',
  'identityProvider',
  'anonymous',
]);

/** Whether the entry is about the agent. */
export const isAbout = ({ target }: RecordedJournalEntry, { agentId }: NamedPerson): boolean =>
  target?.type === 'agent' && target.id === agentId;

/**
 * What of an entry is personal to somebody, and has to go with that person.
 *
 * @param ownTokens - the ids of tokens that speak for the person.
 */
export function personalValues(
  entry: RecordedJournalEntry,
  person: NamedPerson,
  ownTokens: ReadonlySet<string>,
): PersonalValues {
  const { position, action, principal, source, target, changes, refusal } = entry;
  const pointers = new Set<string>();
  // What the erasure itself tells names nobody.
  if (action === 'AgentErased') return { position, pointers };
  const about = isAbout(entry, person);
  // A session, or a token of the person's.
  const isOwn =
    changes.some(({ path, to }) => path === 'agentId' && to === person.agentId) ||
    (target?.type === 'token' && target.id !== undefined && ownTokens.has(target.id));
  const named = nameWalk(person, pointers);

  if (about || isOwn) pointers.add('/target/name');
  for (const [index, { path, from, to }] of changes.entries()) {
    const walk = (about || isOwn) && !ofGroups.test(path) ? everyText(person, pointers) : named;
    walk(from, `/changes/${index}/from`);
    walk(to, `/changes/${index}/to`);
  }
  const ofRefusal = about ? everyText(person, pointers) : named;
  ofRefusal(refusal as JsonValue | undefined, '/refusal');
  named({ ...target }, '/target');

  const id = principalId(principal);
  const isBy = id !== undefined && (id === person.agentId || ownTokens.has(id));
  if (isBy) pointers.add('/principal/name');
  named({ ...principal } as JsonValue, '/principal');
  const isFromThere = isBy || (fromThere.has(principal.kind) && (pointers.size > 0 || about || isOwn));
  if (isFromThere) pointers.add('/source');
  else named(source, '/source');
  return { position, pointers };
}

type Walk = (value: JsonValue | undefined, pointer: string) => void;

/** Points to every text and number but the agent's id. */
function everyText({ agentId }: NamedPerson, pointers: Set<string>): Walk {
  const walk: Walk = (value, pointer) => {
    for (const [name, member] of membersOf(value)) walk(member, pointer + stepTo(name));
    if (typeof value === 'number' || (typeof value === 'string' && value !== agentId)) pointers.add(pointer);
  };
  return walk;
}

/**
 * Points to texts that name the person, and to those beside the person's id: what a member of a group is called, and why somebody is an
 * exception of a rule.
 */
function nameWalk(person: NamedPerson, pointers: Set<string>): Walk {
  const walk: Walk = (value, pointer) => {
    const members = membersOf(value);
    const isAt = (key: string) => members.some(([name, member]) => name === key && member === person.agentId);
    const [isPerson, isException] = [isAt('id'), isAt('agentId')];
    for (const [name, member] of members) {
      const place = pointer + stepTo(name);
      const isPersonal = isPerson || (isException && name === 'reason');
      if (isPersonal && typeof member === 'string' && member !== person.agentId) pointers.add(place);
      else walk(member, place);
    }
    if (typeof value === 'string' && person.isNamedIn(value)) pointers.add(pointer);
  };
  return walk;
}

/** Of a list its elements, by their number. */
const membersOf = (value: JsonValue | undefined): readonly [string, JsonValue | undefined][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

const stepTo = (name: string): string => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
