import { Option } from 'commander';
import type { RuleException } from '../../../domain/group/rule-exceptions.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import { type AddVerb, accountVerb } from '../account-verb.ts';
import { table } from '../aligned-text.ts';
import { chooseAgent } from '../choose-agent.ts';
import { chooseGroup } from '../choose-group.ts';
import { ruleOutcome } from '../group-outcome.ts';
import { parseMoment } from '../parse-moment.ts';

interface ExceptOptions {
  readonly belongs: RuleException['belongs'];
  readonly reason?: string;
  readonly until?: Instant;
}

const except = accountVerb<ExceptOptions>({
  usage: 'except <group> <agent>',
  summary: 'have an agent belong, or not belong, to a group whatever its rule says',
  options: (command) =>
    command
      .addOption(
        new Option('--belongs <when>', 'whether the agent belongs')
          .choices(['always', 'never'])
          .makeOptionMandatory(),
      )
      .option('--reason <text>', 'why')
      .option(
        '--until <time>',
        'when the rule decides again, such as 2026-12-31 or 2026-12-31T17:00:00Z; when it is ended by hand where it is not said',
        parseMoment,
      ),
  run: async (session, { belongs, reason, until }, named: string, agent: string) => {
    const { id } = (await chooseGroup(session, named)).state;
    const agentId = (await chooseAgent(session, agent)).state.id;
    const exception = { id, agentId, belongs, reason, until };
    return ruleOutcome(await session.application.setRuleException(session.caller, exception));
  },
});

const endException = accountVerb({
  usage: 'end-exception <group> <agent>',
  summary: 'have the rule of a group decide again about an agent, by id where the agent is gone',
  run: async (session, _, named: string, agent: string) => {
    const { id } = (await chooseGroup(session, named)).state;
    const listed = await session.application.listRuleExceptions(session.caller, { id });
    const gone = listed.find((exception) => exception.agentId === agent);
    const agentId = gone?.agentId ?? (await chooseAgent(session, agent)).state.id;
    return ruleOutcome(await session.application.endRuleException(session.caller, { id, agentId }));
  },
});

const exceptions = accountVerb({
  usage: 'exceptions <group>',
  summary: 'list the exceptions of a rule, with their reasons and ends',
  run: async (session, _, named: string) => {
    const { id } = (await chooseGroup(session, named)).state;
    const listed = await session.application.listRuleExceptions(session.caller, { id });
    const rows = listed.map(({ agentId, userName, belongs, reason, until, hasEnded }) => [
      userName ?? `${agentId} (gone)`,
      belongs,
      until === undefined ? '' : `${until}${hasEnded ? ' (ended)' : ''}`,
      reason,
    ]);
    return { document: listed, text: table(['AGENT', 'BELONGS', 'UNTIL', 'REASON'], rows) };
  },
});

/** Verbs about who belongs to a group, or does not, whatever its rule says. */
export const exceptionVerbs: readonly AddVerb[] = [except, endException, exceptions];
