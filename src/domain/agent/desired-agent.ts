import type { JsonObject } from '../../criteria/json.ts';
import type { ProfileSchema } from '../profile-attribute/profile-schema.ts';
import { attributeLimits } from '../shared/attribute-limits.ts';
import type { EmailAddress } from '../shared/email-address.ts';
import { requireExternalId } from '../shared/external-id.ts';
import { type AgentEmail, agentEmails } from './agent-email.ts';
import { boundedAttributes, boundedString, type SizeBudget } from './bounded-attributes.ts';
import { directoryAttributes } from './directory-attributes.ts';
import { type PersonName, personName } from './person-name.ts';
import { type ProfileAttributes, profileAttributes } from './profile-attributes.ts';

/** What a directory wants an agent to be, whole: what is absent here is cleared. */
export interface DesiredAgent {
  readonly userName: string;
  readonly active: boolean;
  readonly externalId?: string;
  readonly displayName?: string;
  readonly name?: PersonName;
  readonly emails?: readonly AgentEmail[];
  /** Custom attributes, by name without the `profile.` prefix. */
  readonly profile?: JsonObject;
  /** Every other attribute that the directory keeps on the agent; extensions under their schema URN. */
  readonly directory?: JsonObject;
}

/** The same of an agent that is there: `active` stays as it is where nothing is said of it. */
export interface RevisedAgent extends Omit<DesiredAgent, 'active'> {
  readonly active?: boolean;
}

/** What of an agent that is there decides how its next attributes are read. */
interface AttributesSoFar {
  readonly name: PersonName;
  readonly staleFormattedName?: string;
  readonly profile: ProfileAttributes;
  readonly directory: JsonObject;
}

/**
 * The attributes as they are kept.
 *
 * @param current - the agent so far; absent for a new one.
 * @throws DomainError for each broken invariant; see `DesiredAgent`'s parts.
 */
export function agentAttributes(
  desired: DesiredAgent,
  userName: EmailAddress,
  schema: ProfileSchema,
  current?: AttributesSoFar,
) {
  const budget: SizeBudget = { charactersLeft: attributeLimits.agentCharactersMax };
  const { externalId, displayName } = desired;
  if (externalId !== undefined) requireExternalId(externalId);
  const name = boundedAttributes(desired.name ?? {}, budget, 'name.') as PersonName;
  return {
    status: desired.active ? ('active' as const) : ('deactivated' as const),
    userName,
    externalId,
    displayName: boundedString(displayName, budget, 'displayName'),
    ...personName(name, current),
    emails: agentEmails(desired.emails ?? [], userName, budget, current !== undefined),
    profile: profileAttributes(desired.profile ?? {}, current?.profile, budget, schema),
    directory: directoryAttributes(desired.directory ?? {}, current?.directory, budget),
  };
}
