import { type Command, Option } from 'commander';
import { resourcesPerPageMax } from '../../../application/ports/list-page.ts';
import type { AgentJob } from '../../../domain/agent/agent-job.ts';
import { brakeBounds } from '../../../domain/agent/brake-settings.ts';
import type { Wave } from '../../../domain/agent/brake-state.ts';
import type { DeactivationBrake } from '../../../domain/agent/deactivation-brake.ts';
import { type AccountSession, accountVerb } from '../account-verb.ts';
import { details, table } from '../aligned-text.ts';
import { confirm } from '../confirm.ts';
import type { Installation } from '../installation.ts';
import type { Outcome } from '../output.ts';
import { wholeNumber } from '../verb.ts';

export function addBrakeVerbs(program: Command, installation: Installation): void {
  const brake = program.command('brake').description('What becomes of many whom Okta deactivates at once');
  for (const add of [show, set, list, goOn, bringBack]) add(brake, installation);
}

const show = accountVerb({
  usage: 'show',
  summary: 'show when Okta deactivates too many at once, and whether it has',
  run: async ({ application, caller }) => brakeOutcome(await application.readBrake(caller)),
});

interface SetOptions {
  readonly percent?: number;
  readonly minutes?: number;
  readonly agentsMin?: number;
  readonly stops?: 'on' | 'off';
}

const set = accountVerb<SetOptions>({
  usage: 'set',
  summary: 'say when Okta deactivates too many at once, and whether it is stopped then',
  options: (command) =>
    command
      .option(
        '--percent <n>',
        'more than this share of the agents; never with 100',
        wholeNumber(...brakeBounds.percent),
      )
      .option('--minutes <n>', 'within so many minutes', wholeNumber(...brakeBounds.minutes))
      .option('--agents-min <n>', 'and so many agents at least', wholeNumber(...brakeBounds.agentsMin))
      .addOption(
        new Option('--stops <on-or-off>', 'whether further deactivations are refused then').choices([
          'on',
          'off',
        ]),
      ),
  run: async ({ application, caller }, { percent, minutes, agentsMin, stops }) => {
    const setting = { percent, minutes, agentsMin, stops: stops && stops === 'on' };
    return brakeOutcome(await application.setBrake(caller, setting));
  },
});

const list = accountVerb({
  usage: 'list',
  summary: 'list the agents who would come back',
  run: async ({ application, caller }) => {
    const agents = [];
    for (let after: Awaited<ReturnType<typeof application.listAgentsToBringBack>>['next']; ; ) {
      const page = await application.listAgentsToBringBack(caller, { after, limit: resourcesPerPageMax });
      agents.push(...page.agents.map(({ agent }) => agent.state));
      after = page.next;
      if (after === undefined) break;
    }
    const rows = agents.map(({ id, userName, lastModifiedAt }) => [id, userName, lastModifiedAt]);
    return {
      document: agents.map(({ id, userName, lastModifiedAt }) => ({ id, userName, lastModifiedAt })),
      text: `${table(['ID', 'USERNAME', 'LAST MODIFIED'], rows)}${agents.length} would come back\n`,
    };
  },
});

const goOn = accountVerb({
  usage: 'go-on',
  summary: 'have Okta go on: those whom it deactivated stay out, and for a day it is not stopped',
  run: async ({ application, caller }) => brakeOutcome(await application.releaseBrake(caller)),
});

interface BringBackOptions {
  readonly reason?: string;
  readonly dryRun?: true;
  readonly yes?: true;
}

const bringBack = accountVerb<BringBackOptions>({
  usage: 'bring-back',
  summary: 'bring back all whom Okta deactivated at once, with their roles and groups; the service does it',
  options: (command) =>
    command
      .option('--reason <text>', 'why, for the audit log')
      .option('--dry-run', 'show how many would come back; `rollcall brake list` names them')
      .option('--yes', 'do not ask'),
  run: async (session, options) => {
    const { application, dryRuns, caller } = session;
    const { reason, dryRun, yes } = options;
    if (dryRun) {
      const { result } = await dryRuns.bringAgentsBack(caller, { reason });
      return jobOutcome(result, 'would come back with the first job');
    }
    if (!yes) await confirm(await questionOf(session), options);
    const job = await application.bringAgentsBack(caller, { reason });
    return jobOutcome(job, 'are brought back by the service, and those behind them after these');
  },
});

async function questionOf({ application, caller }: AccountSession): Promise<string> {
  const { wave } = (await application.readBrake(caller)).state;
  return `Bring back whom Okta deactivated, ${wave?.agents ?? 0} agents at most?`;
}

const jobOutcome = ({ state }: AgentJob, what: string): Outcome => {
  const { id, agents, refused } = state;
  return {
    document: { job: id, agents: agents.length, refused: refused.length },
    text: `${agents.length - refused.length} agents ${what}.\n`,
  };
};

const broughtBackText = ({ broughtBack = 0, refused = 0 }: Wave): string =>
  `${broughtBack} so far${refused === 0 ? '' : `, ${refused} refused`}`;

function brakeOutcome({ state: { settings, wave, goesOnUntil } }: DeactivationBrake): Outcome {
  const { percent, minutes, agentsMin, stops } = settings;
  const found = wave && {
    'deactivated at once': `${wave.agents} of ${wave.of} since ${wave.since}`,
    'further ones': wave.isStopped ? 'refused' : 'carried out',
    ...(wave.job && { 'brought back': broughtBackText(wave) }),
  };
  return {
    document: { ...settings, goesOnUntil: goesOnUntil ?? null, wave: wave ?? null },
    text: details({
      'too many': `more than ${percent} % within ${minutes} minutes, and ${agentsMin} agents at least`,
      'then Okta is': stops ? 'stopped' : 'not stopped',
      ...(goesOnUntil && { 'goes on until': goesOnUntil }),
      ...found,
    }),
  };
}
