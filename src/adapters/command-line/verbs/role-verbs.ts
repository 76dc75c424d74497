import type { Command } from 'commander';
import type { RoleOfAgent } from '../../../domain/membership/roles-of-agent.ts';
import { type AssignableRole, assignableRoles } from '../../../domain/role/role.ts';
import { accountVerb } from '../account-verb.ts';
import { details, table } from '../aligned-text.ts';
import { chooseAgent } from '../choose-agent.ts';
import { chooseGroup } from '../choose-group.ts';
import { groupOutcome } from '../group-outcome.ts';
import type { Installation } from '../installation.ts';

export function addRoleVerbs(program: Command, installation: Installation): void {
  const role = program
    .command('role')
    .description('Roles of people who sign in, and the groups that give them');
  for (const add of [list, show, administrators, give, withdraw]) add(role, installation);
}

const list = accountVerb({
  usage: 'list',
  summary: 'list the roles, what each lets people do, and which groups give it',
  run: async ({ application, caller }) => {
    const groups = await application.listRoleGroups(caller);
    const roles = Object.entries(assignableRoles).map(([id, described]) => ({
      ...{ id, ...described },
      groups: groups
        .filter(({ role }) => role === id)
        .map((group) => ({ id: group.id, displayName: group.displayName })),
    }));
    return {
      document: roles,
      text: table(
        ['ROLE', 'GIVEN BY', 'WHAT IT LETS PEOPLE DO'],
        roles.map(({ id, description, groups: giving }) => [
          ...[id, giving.map(({ displayName }) => displayName).join(', ') || undefined, description],
        ]),
      ),
    };
  },
});

const show = accountVerb({
  usage: 'show <agent>',
  summary: 'show which role an agent has, and through what',
  run: async (session, _, named: string) => {
    const { id, userName } = (await chooseAgent(session, named)).state;
    const { role, because } = await session.application.explainRole(session.caller, { id });
    return {
      document: { id, userName, role: role ?? null, because },
      text: details({
        ...{ id, userName, role: role ?? 'none: the agent may not enter' },
        because: because.map(reasonText).join('; ') || undefined,
      }),
    };
  },
});

function reasonText(reason: RoleOfAgent): string {
  switch (reason.because) {
    case 'owner':
      return 'owner, named by an operator';
    case 'directory':
      return `${reason.role}, as the directory says`;
    case 'group':
      return `${reason.role}, by the group ${JSON.stringify(reason.group.displayName)}`;
  }
}

const administrators = accountVerb({
  usage: 'administrators',
  summary: 'list the active agents who are administrators or owners',
  run: async ({ application, caller }) => {
    const agents = (await application.listAdministrators(caller)).map(({ state }) => state);
    return {
      document: agents.map(({ id, userName }) => ({ id, userName })),
      text: table(
        ['ID', 'USERNAME'],
        agents.map(({ id, userName }) => [id, userName]),
      ),
    };
  },
});

const give = accountVerb({
  usage: 'give <role> <group>',
  summary: 'have the members of a group have a role, whoever says who belongs to it',
  run: async (session, _, role: string, named: string) => {
    const { id } = (await chooseGroup(session, named)).state;
    const given = { id, role: role as AssignableRole };
    return groupOutcome(await session.application.giveRoleToGroup(session.caller, given));
  },
});

const withdraw = accountVerb({
  usage: 'withdraw <group>',
  summary: 'end that the members of a group have a role by it',
  run: async (session, _, named: string) => {
    const { id } = (await chooseGroup(session, named)).state;
    return groupOutcome(await session.application.withdrawRoleFromGroup(session.caller, { id }));
  },
});
