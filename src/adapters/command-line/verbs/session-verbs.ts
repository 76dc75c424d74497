import type { Command } from 'commander';
import type { Session, SessionId } from '../../../domain/session/session.ts';
import { accountVerb } from '../account-verb.ts';
import { table } from '../aligned-text.ts';
import { chooseAgent } from '../choose-agent.ts';
import type { Installation } from '../installation.ts';
import type { Outcome } from '../output.ts';

export function addSessionVerbs(program: Command, installation: Installation): void {
  const session = program.command('session').description('Sessions of people who are signed in');
  for (const add of [list, end, endAll]) add(session, installation);
}

const list = accountVerb<{ readonly agent?: string }>({
  usage: 'list',
  summary: 'list who is signed in, the oldest session first',
  options: (command) => command.option('--agent <agent>', 'only the sessions of this agent'),
  run: async (session, { agent }) => {
    const agentId = agent === undefined ? undefined : (await chooseAgent(session, agent)).state.id;
    return sessionsOutcome(await session.application.listSessions(session.caller, { agentId }));
  },
});

const end = accountVerb({
  usage: 'end <session>',
  summary: 'end a session, by its id',
  run: async ({ application, caller }, _, id: string) => {
    await application.endSession(caller, { id: id as SessionId });
    return { document: { id, status: 'ended' }, text: `Ended ${id}.\n` };
  },
});

const endAll = accountVerb({
  usage: 'end-all <agent>',
  summary: 'end all sessions of an agent, who can sign in again',
  run: async (session, _, named: string) => {
    const { id } = (await chooseAgent(session, named)).state;
    return sessionsOutcome(await session.application.endSessionsOfAgent(session.caller, { id }));
  },
});

function sessionsOutcome(sessions: readonly Session[]): Outcome {
  const shown = sessions.map(({ state: { secretHash: _, accountId: __, ...state } }) => state);
  return {
    document: shown,
    text: table(
      ['ID', 'USERNAME', 'SINCE', 'LAST SEEN', 'ENDS', 'ADDRESS', 'BROWSER'],
      shown.map(({ id, userName, createdAt, lastSeenAt, endsAt, address, browser }) => [
        ...[id, userName, createdAt, lastSeenAt, endsAt, address, browser],
      ]),
    ),
  };
}
