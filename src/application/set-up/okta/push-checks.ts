import type { Instant } from '../../../domain/shared/instant.ts';
import type { JournalEntry } from '../../ports/journal-entry.ts';
import { checkConnectorTest } from './connection-checks.ts';
import type { OktaApplicationKind, SetUpCheck, SetUpProblem } from './set-up.ts';
import type { SetUpFacts } from './set-up-facts.ts';
import { problem, refusedFor } from './set-up-problems.ts';

/** Whether Okta makes people here: **Create Users**, and the format of usernames. */
export function checkCreation(facts: SetUpFacts): SetUpCheck {
  const reaches = checkConnectorTest(facts).state === 'done';
  const check = pushCheck('creation', facts, ['AgentProvisioned'], ['ProvisionAgent', 'ProvisionAgents']);
  if (check.state !== 'waiting') return check;
  // That somebody was made long ago is not among the newest entries, though whoever is changed was made once.
  if (facts.entries.some(({ action }) => action === 'AgentUpdated')) return { ...check, state: 'done' };
  return { ...check, state: reaches ? 'waiting' : 'open' };
}

/** Whether changes come: **Update User Attributes**. */
export function checkChange(facts: SetUpFacts): SetUpCheck {
  const check = pushCheck('change', facts, ['AgentUpdated'], ['ReviseAgent']);
  return check.state === 'waiting' ? { ...check, state: afterCreation(facts) } : check;
}

/** Whether whoever leaves is told of: **Deactivate Users**. */
export function checkDeactivation(facts: SetUpFacts): SetUpCheck {
  const check = pushCheck('deactivation', facts, ['AgentDeactivated'], []);
  const returned = assignedAnewWhileActive(facts);
  if (returned === undefined)
    return check.state === 'waiting' ? { ...check, state: afterCreation(facts) } : check;
  const message = `${returned} was assigned again, though nothing had told that the assignment was taken away.`;
  return { ...check, state: 'wrong', problem: problem('deactivateUsersOff', message) };
}

/** PATCH is what applications of the catalogue change with whether somebody is active; those of the wizard send PUT alone. */
export function applicationKindOf({ entries, requests }: SetUpFacts): OktaApplicationKind | undefined {
  if (requests.some(({ method, path }) => method === 'PATCH' && path.includes('/Users/'))) return 'catalogue';
  const switched = new Set(entries.filter(isSwitch).map(({ requestId }) => requestId));
  return requests.some(({ method, requestId }) => method === 'PUT' && switched.has(requestId))
    ? 'wizard'
    : undefined;
}

const isSwitch = ({ action }: JournalEntry): boolean =>
  action === 'AgentDeactivated' || action === 'AgentReactivated';

const afterCreation = (facts: SetUpFacts): 'waiting' | 'open' =>
  checkCreation(facts).state === 'done' ? 'waiting' : 'open';

/** What last came of something that Okta does to people: it was done, or refused. */
function pushCheck(
  id: 'creation' | 'change' | 'deactivation',
  { entries }: SetUpFacts,
  events: readonly string[],
  attempts: readonly string[],
): SetUpCheck {
  const last = entries.find(({ action }) => events.includes(action) || attempts.includes(action));
  if (last === undefined) return { id, state: 'waiting' };
  const told = { id, at: last.at, name: nameOf(last) };
  return last.refusal === undefined || events.includes(last.action)
    ? { ...told, state: 'done' }
    : { ...told, state: 'wrong', problem: problemOf(last.refusal) };
}

const problemOf = (refusal: NonNullable<JournalEntry['refusal']>): SetUpProblem => refusedFor(refusal);

/** As people call somebody: the display name where the entry has it. */
function nameOf({ changes, target }: JournalEntry): string | undefined {
  const displayName = changes.find(({ path }) => path === 'displayName')?.to;
  return typeof displayName === 'string' ? displayName : target?.name;
}

/**
 * Okta looks a person up by name when the person is assigned. Whoever is looked up again while active here has been
 * unassigned in between, and had that been told, the person would have been deactivated. What was told since then of
 * anybody shows that it is told now.
 */
function assignedAnewWhileActive(facts: SetUpFacts): string | undefined {
  const wasTold = facts.entries.find(({ action }) => action === 'AgentDeactivated')?.at ?? '';
  for (const { query = '', at } of facts.requests) {
    const userName = lookUp.exec(query)?.[1]?.toLowerCase();
    if (userName === undefined || at < wasTold) continue;
    const active = activeAt(facts, userName, at);
    if (active !== undefined) return nameOf(active);
  }
  return undefined;
}

/** The entry by which somebody was active at a time. None where something tells that the person had left. */
function activeAt({ entries, departures }: SetUpFacts, userName: string, at: Instant) {
  const came = entries.find(
    (entry) => comings.has(entry.action) && entry.target?.name?.toLowerCase() === userName && entry.at < at,
  );
  if (came === undefined) return undefined;
  const hasLeft = departures.some(
    (left) => left.target?.id === came.target?.id && came.at <= left.at && left.at <= at,
  );
  return hasLeft ? undefined : came;
}

const comings: ReadonlySet<string> = new Set(['AgentProvisioned', 'AgentReactivated']);

const lookUp = /filter=userName eq "([^"]+)"/i;
