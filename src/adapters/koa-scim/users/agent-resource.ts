import type { JsonObject } from '../../../criteria/json.ts';
import type { Agent } from '../../../domain/agent/agent.ts';
import type { AgentEmail } from '../../../domain/agent/agent-email.ts';
import type { DesiredAgent, RevisedAgent } from '../../../domain/agent/desired-agent.ts';
import type { PersonName } from '../../../domain/agent/person-name.ts';
import type { GroupReference } from '../../../domain/group/group-reference.ts';
import type { AgentView } from '../../../domain/membership/agent-view.ts';
import { schemasOf } from '../../../scim/resource/resource-schemas.ts';
import type { ScimResource } from '../../../scim/resource/scim-resource.ts';
import { groupTypes } from '../schemas/group-types.ts';
import { userType } from '../schemas/user-type.ts';
import { Digest, locationOf, type StoredResource } from '../stored-resource.ts';

/** An agent in SCIM's words. */
function resourceOf(agent: Agent): ScimResource {
  const { id, userName, externalId, displayName, name, emails, profile, directory } = agent.state;
  const attributes = {
    // First, so that no directory attribute overwrites one of the others.
    ...directory,
    id,
    externalId,
    userName,
    name: orNothing(name),
    displayName,
    emails,
    active: agent.active,
    profile: orNothing(profile),
  };
  return { schemas: schemasOf(userType, attributes), ...attributes };
}

/** What a resource tells of the groups to which an agent belongs. */
interface ToldGroups {
  readonly groups: readonly JsonObject[];
  /** The agent's version does not change with its groups, nor with their names, so the entity tag has a digest of them. */
  readonly digest: string;
}

/** @param baseUrl - where groups are read, below it. */
export const storedAgent = (view: AgentView, baseUrl: string): StoredResource =>
  storedWith(view, (groups) => toldGroups(groups, baseUrl));

/** The same of many that were read together. Most of a page belong to the same groups as others of it, and what is told of these is made once. */
export function storedAgents(views: readonly AgentView[], baseUrl: string): readonly StoredResource[] {
  const known = new Map<string, ToldGroups>();
  return views.map((view) =>
    storedWith(view, (groups) => {
      // What is read together has the same name of a group throughout.
      const key = groups.map(({ id }) => id).join();
      const told = known.get(key) ?? toldGroups(groups, baseUrl);
      known.set(key, told);
      return told;
    }),
  );
}

function storedWith(
  { agent, groups = [] }: AgentView,
  tell: (groups: readonly GroupReference[]) => ToldGroups,
): StoredResource {
  const { id, version, createdAt, lastModifiedAt } = agent.state;
  const stored = { id, version, created: createdAt, lastModified: lastModifiedAt };
  if (groups.length === 0) return { ...stored, attributes: resourceOf(agent) };
  const told = tell(groups);
  return {
    ...stored,
    digest: told.digest,
    attributes: { ...resourceOf(agent), groups: told.groups },
  };
}

function toldGroups(groups: readonly GroupReference[], baseUrl: string): ToldGroups {
  const memberOf = groups.map((group) => ({
    value: group.id,
    $ref: locationOf(groupTypes[group.kind], group.id, baseUrl),
    display: group.displayName,
    type: 'direct',
  }));
  const digest = new Digest().add(groups.flatMap(({ id, displayName }) => [id, displayName])).text();
  return { groups: memberOf, digest };
}

/**
 * What a change leaves as it was unless it says otherwise. It says nothing of `active` by itself: so it can be told
 * whether a change deactivates an agent that is deactivated already.
 */
export const unchangedResourceOf = (agent: Agent): ScimResource => ({
  ...resourceOf(agent),
  active: undefined,
});

/** The agent that a resource describes. Where nothing is said of `active`, nobody is locked out or let in by that. */
export function provisionedAgent(resource: ScimResource): DesiredAgent {
  const { active = true, ...desired } = revisedAgent(resource);
  return { ...desired, active };
}

/** The same of an agent that is there. The casts are safe since the schema has been checked. */
export function revisedAgent(resource: ScimResource): RevisedAgent {
  const { schemas, id, userName, active, externalId, displayName, name, emails, profile, ...directory } =
    resource;
  return {
    userName: userName as string,
    active: active as boolean | undefined,
    externalId: externalId as string | undefined,
    displayName: displayName as string | undefined,
    name: name as PersonName | undefined,
    emails: emails as readonly AgentEmail[] | undefined,
    profile: profile as JsonObject | undefined,
    directory: directory as JsonObject,
  };
}

/** RFC 7643 section 2.5: an attribute without values is absent. */
const orNothing = <Attribute extends object>(attribute: Attribute): Attribute | undefined =>
  Object.keys(attribute).length === 0 ? undefined : attribute;
