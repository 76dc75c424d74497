import {
  isCurrent,
  type KnownProfileAttribute,
} from '../../../domain/profile-attribute/known-profile-attribute.ts';
import type { UnkeptAttribute } from '../../../domain/profile-attribute/unkept-attribute.ts';
import type { JournalEntry } from '../../ports/journal-entry.ts';
import { checkCreation } from './push-checks.ts';
import type { SetUpCheck } from './set-up.ts';
import type { SetUpFacts } from './set-up-facts.ts';
import { problem } from './set-up-problems.ts';

const checksMax = 50;

/** The custom attributes: those that came, those that should, and those that came under a name that is not kept. */
export function checkAttributes(facts: SetUpFacts): readonly SetUpCheck[] {
  const provisioned = facts.entries.filter(({ action }) => action === 'AgentProvisioned');
  const unkept = facts.unkept.flatMap(checkUnkept);
  const known = facts.attributes
    .filter(isCurrent)
    .map((attribute) => checkKnown(attribute, facts, provisioned));
  return [...unkept, ...known].slice(0, checksMax);
}

function checkUnkept({ state, keptAs }: UnkeptAttribute): readonly SetUpCheck[] {
  if (keptAs === undefined) return [];
  const { name, times, lastSentAt } = state;
  const message = `${JSON.stringify(name)} came ${times === 1 ? 'once' : `${times} times`}, and is not kept: its external name has to be "${keptAs}".`;
  const found = problem('externalNameUnknown', message);
  return [{ id: 'attribute', state: 'wrong', name, at: lastSentAt, problem: found }];
}

function checkKnown(
  { name, firstSeenAt }: KnownProfileAttribute,
  facts: SetUpFacts,
  provisioned: readonly JournalEntry[],
): SetUpCheck {
  const path = `profile.${name}`;
  const check = { id: 'attribute', name: path } as const;
  if (firstSeenAt === undefined) {
    if (checkCreation(facts).state !== 'done') return { ...check, state: 'open' };
    const message = `"${path}" is declared here, and came with nobody.`;
    return { ...check, state: 'wrong', problem: problem('externalNamespaceMissing', message) };
  }
  const at = facts.entries.find((entry) => brings(entry, path))?.at ?? firstSeenAt;
  const since = provisioned.filter((entry) => entry.at >= firstSeenAt);
  const without = since.filter((entry) => !brings(entry, path));
  if (without.length === 0) return { ...check, state: 'done', at };
  const message = `Of the last ${since.length} people who came, ${without.length} came without "${path}".`;
  return { ...check, state: 'doubtful', at, problem: problem('attributeScope', message) };
}

const brings = ({ changes }: JournalEntry, path: string): boolean =>
  changes.some((change) => change.to !== undefined && isAt(change.path, path));

/** Letter case aside, as names of attributes are compared; values that are objects have paths of their own. */
const isAt = (path: string, wanted: string): boolean => path.toLowerCase() === wanted.toLowerCase();
