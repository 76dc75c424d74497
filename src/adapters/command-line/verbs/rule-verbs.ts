import { type Command, Option } from 'commander';
import type { DesiredRule } from '../../../application/groups/desired-rule.ts';
import type { PreviewedAgents } from '../../../application/groups/preview-rule.ts';
import type { Caller } from '../../../application/ports/caller.ts';
import { resourcesPerPageMax } from '../../../application/ports/list-page.ts';
import { resourcesPerPageDefault } from '../../../application/support/listing.ts';
import { details, table } from '../aligned-text.ts';
import { chooseAccount } from '../choose-account.ts';
import { chooseAgents } from '../choose-agent.ts';
import { chooseGroup } from '../choose-group.ts';
import { groupOutcome, shownCount } from '../group-outcome.ts';
import type { Installation } from '../installation.ts';
import {
  accountOption,
  kindOption,
  runVerb,
  type Session,
  type VerbOptions,
  verb,
  wholeNumber,
} from '../verb.ts';

type RuleOptions = VerbOptions & {
  account?: string;
  rule?: string;
  always?: string[];
  never?: string[];
  deactivated?: 'belong' | 'stay-out';
};
type NewRuleOptions = RuleOptions & { rule: string; kind?: 'agents' | 'users' };

/** Verbs about groups that rules govern. */
export function addRuleVerbs(group: Command, installation: Installation): void {
  withLists(verb(group, 'create-by-rule', 'make a group to which belongs whoever satisfies a rule'))
    .requiredOption('--name <name>', 'the name of the group')
    .requiredOption('--rule <text>', 'such as \'profile.location eq "Austin" and active eq true\'')
    .addOption(kindOption())
    .action((options: NewRuleOptions & { name: string }) =>
      runVerb(installation, options, async (session) => {
        const caller = await chooseAccount(session, options.account);
        const rule = { text: options.rule, ...(await listsOf(session, caller, options)) };
        const creation = { desired: { displayName: options.name }, rule, kind: options.kind };
        const made = await session.provisioning.createRuleGroup.execute(caller, creation);
        return groupOutcome(made.group, made.members);
      }),
    );

  withLists(verb(group, 'change-rule <id-or-name>', 'change the rule of a group; what is not said stays'))
    .option('--rule <text>', 'the new rule')
    .action((named: string, options: RuleOptions) =>
      runVerb(installation, options, async (session) => {
        const caller = await chooseAccount(session, options.account);
        const { id } = (await chooseGroup(session, caller, named)).state;
        const lists = await listsOf(session, caller, options);
        const change = { id, revise: (current?: DesiredRule) => revised(current, options.rule, lists) };
        const { group: changed, effect } = await session.provisioning.changeGroupRule.execute(caller, change);
        const outcome = groupOutcome(changed);
        return {
          document: { ...(outcome.document as object), ...effect },
          text: `${outcome.text}${details({ joined: shownCount(effect.joined), left: shownCount(effect.left) })}`,
        };
      }),
    );

  withLists(verb(group, 'preview', 'say what a rule would do, with nothing changed'))
    .requiredOption('--rule <text>', 'the rule')
    .option('--group <id-or-name>', 'the group whose rule it would become; a new one where it is not said')
    .addOption(kindOption())
    .option('--examples <n>', 'how many examples of each to show', wholeNumber(0, 100), 10)
    .action((options: NewRuleOptions & { group?: string; examples: number }) =>
      runVerb(installation, options, async (session) => {
        const caller = await chooseAccount(session, options.account);
        const rule = { text: options.rule, ...(await listsOf(session, caller, options)) };
        const groupId =
          options.group === undefined
            ? undefined
            : (await chooseGroup(session, caller, options.group)).state.id;
        const asked = { rule, groupId, kind: options.kind, examplesMax: options.examples };
        const previewed = await session.provisioning.previewRule.execute(caller, asked);
        const parts = Object.entries(previewed) as [string, PreviewedAgents][];
        return {
          document: Object.fromEntries(parts.map(([name, one]) => [name, documentOf(one)])),
          text: parts.map(([name, one]) => previewText(name, one)).join('\n'),
        };
      }),
    );

  verb(
    group,
    'rule-effect <position>',
    "list who came or went by the change of a rule that is the audit log's entry",
  )
    .addOption(accountOption())
    .addOption(
      new Option('--which <which>', 'those who joined, or those who left')
        .choices(['joined', 'left'])
        .makeOptionMandatory(),
    )
    .option('--start-index <n>', 'the first to list, counting from 1', wholeNumber(1, 1e9), 1)
    .option('--count <n>', 'how many to list', wholeNumber(0, resourcesPerPageMax), resourcesPerPageDefault)
    .action(
      (
        position: string,
        options: VerbOptions & {
          account?: string;
          which: 'joined' | 'left';
          startIndex: number;
          count: number;
        },
      ) =>
        runVerb(installation, options, async (session) => {
          const caller = await chooseAccount(session, options.account);
          const { which, startIndex, count } = options;
          const page = {
            position: wholeNumber(1, 1e15)(position),
            which,
            from: startIndex - 1,
            limit: count,
          };
          const { resources, total } = await session.provisioning.listRuleEffect.execute(caller, page);
          const agents = resources.map(({ state }) => state);
          const rows = agents.map(({ id, userName, status }) => [id, userName, status]);
          return {
            document: { total, startIndex, agents },
            text: `${table(['ID', 'USERNAME', 'STATUS'], rows)}${agents.length} of ${total}\n`,
          };
        }),
    );
}

const withLists = (command: Command): Command =>
  command
    .addOption(accountOption())
    .option('--always <ids-or-emails...>', 'agents who belong whatever the rule says')
    .option('--never <ids-or-emails...>', 'agents who do not')
    .addOption(
      new Option(
        '--deactivated <what>',
        'whether deactivated agents belong; they stay out where it is not said',
      ).choices(['belong', 'stay-out']),
    );

/** What was said; an option that was not given is absent. */
async function listsOf(
  session: Session,
  caller: Caller,
  { always, never, deactivated }: RuleOptions,
): Promise<Omit<DesiredRule, 'text'>> {
  return {
    ...(always && { always: await chooseAgents(session, caller, always) }),
    ...(never && { never: await chooseAgents(session, caller, never) }),
    ...(deactivated && { includesDeactivated: deactivated === 'belong' }),
  };
}

const revised = (
  current: DesiredRule | undefined,
  text: string | undefined,
  lists: Omit<DesiredRule, 'text'>,
): DesiredRule => ({ ...current, text: text ?? current?.text ?? '', ...lists });

const documentOf = ({ count, examples }: PreviewedAgents) => ({
  count,
  examples: examples.map(({ state: { id, userName } }) => ({ id, userName })),
});

function previewText(name: string, { count, examples }: PreviewedAgents): string {
  const lines = examples.map(({ state }) => `  ${state.userName}\n`).join('');
  const more = count === examples.length || examples.length === 0 ? '' : '  …\n';
  return `${name}: ${shownCount(count)}\n${lines}${more}`;
}
