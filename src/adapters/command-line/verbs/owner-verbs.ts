import type { Command } from 'commander';
import type { Owner } from '../../../application/roles/list-owners.ts';
import { type AccountSession, accountVerb } from '../account-verb.ts';
import { table } from '../aligned-text.ts';
import type { Installation } from '../installation.ts';
import type { Outcome } from '../output.ts';

export function addOwnerVerbs(program: Command, installation: Installation): void {
  const owner = program.command('owner').description('Owners of an account, whom only operators name');
  for (const add of [list, name, dismiss]) add(owner, installation);
}

const ownersOutcome = async ({ application, caller }: AccountSession): Promise<Outcome> => {
  const owners = await application.listOwners(caller);
  const statusOf = ({ agent }: Owner) => agent?.state.status ?? 'not assigned';
  return {
    document: owners.map((owner) => ({
      ...{ userName: owner.userName, agentId: owner.agent?.state.id ?? null, status: statusOf(owner) },
    })),
    text: table(
      ['USERNAME', 'AGENT', 'STATUS'],
      owners.map((owner) => [owner.userName, owner.agent?.state.id, statusOf(owner)]),
    ),
  };
};

const list = accountVerb({
  usage: 'list',
  summary: 'list the owners, and whether they are agents',
  run: (session) => ownersOutcome(session),
});

const name = accountVerb({
  usage: 'name <email>',
  summary: 'make a person an owner, by the userName; there need be no such agent yet',
  run: async (session, _, userName: string) => {
    await session.application.nameOwner(session.caller, { userName });
    return ownersOutcome(session);
  },
});

const dismiss = accountVerb({
  usage: 'dismiss <email>',
  summary: 'end that a person is an owner',
  run: async (session, _, userName: string) => {
    await session.application.dismissOwner(session.caller, { userName });
    return ownersOutcome(session);
  },
});
