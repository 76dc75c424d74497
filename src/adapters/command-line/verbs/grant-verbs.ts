import type { Application } from '../../../application/application.ts';
import { type AddVerb, accountVerb } from '../account-verb.ts';
import { chooseAgent } from '../choose-agent.ts';
import { chooseGroup } from '../choose-group.ts';
import { groupOutcome } from '../group-outcome.ts';

const changeGrant = (name: string, change: 'grantGroup' | 'withdrawGroupGrant', summary: string): AddVerb =>
  accountVerb({
    usage: `${name} <group> <agent>`,
    summary,
    run: async (session, _, named: string, agent: string) => {
      const { id } = (await chooseGroup(session, named)).state;
      const grant = { id, agentId: (await chooseAgent(session, agent)).state.id };
      const application: Application = session.application;
      return groupOutcome(await application[change](session.caller, grant));
    },
  });

/** Verbs about which groups limited administrators may change. */
export const grantVerbs: readonly AddVerb[] = [
  changeGrant('grant', 'grantGroup', 'let a limited administrator say who belongs to a group'),
  changeGrant('withdraw-grant', 'withdrawGroupGrant', 'take that back'),
];
