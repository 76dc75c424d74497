import { type Command, Option } from 'commander';
import type { DesiredRule } from '../../../application/groups/rule/desired-rule.ts';
import type { PreviewedAgents } from '../../../application/groups/rule/preview-effect.ts';
import type { GroupKind } from '../../../domain/group/group-reference.ts';
import { type AccountSession, type AddVerb, accountVerb } from '../account-verb.ts';
import { agentsInShort } from '../agents-in-short.ts';
import { chooseAgents } from '../choose-agent.ts';
import { chooseGroup } from '../choose-group.ts';
import { groupOutcome, ruleOutcome, shownCount } from '../group-outcome.ts';
import { listed, type PageOptions, withPage } from '../listed.ts';
import { kindOption, wholeNumber } from '../verb.ts';

interface ListOptions {
  readonly always?: readonly string[];
  readonly never?: readonly string[];
  readonly deactivated?: 'belong' | 'stay-out';
}
type NewRuleOptions = ListOptions & { readonly rule: string; readonly kind?: GroupKind };

const create = accountVerb<NewRuleOptions & { readonly name: string }>({
  usage: 'create-by-rule',
  summary: 'make a group to which belongs whoever satisfies a rule',
  options: (command) =>
    withLists(command)
      .requiredOption('--name <name>', 'the name of the group')
      .requiredOption('--rule <text>', 'such as \'profile.location eq "Austin" and active eq true\'')
      .addOption(kindOption()),
  run: async (session, options) => {
    const rule = { text: options.rule, ...(await listsOf(session, options)) };
    const creation = { desired: { displayName: options.name }, rule, kind: options.kind };
    const { group, members } = await session.application.createRuleGroup(session.caller, creation);
    return groupOutcome(group, members);
  },
});

const change = accountVerb<ListOptions & { readonly rule?: string }>({
  usage: 'change-rule <group>',
  summary: 'change the rule of a group; what is not said stays',
  options: (command) => withLists(command).option('--rule <text>', 'the new rule'),
  run: async (session, options, named: string) => {
    const { id } = (await chooseGroup(session, named)).state;
    const lists = await listsOf(session, options);
    const revise = (current?: DesiredRule): DesiredRule => ({
      ...current,
      text: options.rule ?? current?.text ?? '',
      ...lists,
    });
    return ruleOutcome(await session.application.changeGroupRule(session.caller, { id, revise }));
  },
});

interface PreviewOptions extends NewRuleOptions {
  readonly group?: string;
  readonly examples: number;
}

const preview = accountVerb<PreviewOptions>({
  usage: 'preview',
  summary: 'say what a rule would do, with nothing changed',
  options: (command) =>
    withLists(command)
      .requiredOption('--rule <text>', 'the rule')
      .option('--group <group>', 'the group whose rule it would become; a new one where it is not said')
      .addOption(kindOption())
      .option('--examples <n>', 'how many examples of each to show', wholeNumber(0, 100), 10),
  run: async (session, { rule: text, kind, group, examples, ...lists }) => {
    const previewed = await session.application.previewRule(session.caller, {
      rule: { text, ...(await listsOf(session, lists)) },
      groupId: group === undefined ? undefined : (await chooseGroup(session, group)).state.id,
      kind,
      examplesMax: examples,
    });
    const parts = Object.entries(previewed) as [string, PreviewedAgents][];
    return {
      document: Object.fromEntries(parts.map(([name, one]) => [name, previewDocument(one)])),
      text: parts.map(([name, one]) => previewText(name, one)).join('\n'),
    };
  },
});

const effect = accountVerb<PageOptions & { readonly which: 'joined' | 'left' }>({
  usage: 'rule-effect <position>',
  summary: "list who came or went by the change of a rule that is the audit log's entry",
  options: (command) =>
    withPage(
      command.addOption(
        new Option('--which <which>', 'those who joined, or those who left')
          .choices(['joined', 'left'])
          .makeOptionMandatory(),
      ),
    ),
  run: async ({ application, caller }, options, named: string) => {
    const asked = { position: wholeNumber(1, 1e15)(named), which: options.which };
    return listed(agentsInShort('agents'), options, (page) =>
      application.listRuleEffect(caller, { ...asked, ...page }),
    );
  },
});

/** Verbs about groups that rules govern. */
export const ruleVerbs: readonly AddVerb[] = [create, change, preview, effect];

const withLists = (command: Command): Command =>
  command
    .option('--always <agents...>', 'agents who belong whatever the rule says')
    .option('--never <agents...>', 'agents who do not')
    .addOption(
      new Option(
        '--deactivated <what>',
        'whether deactivated agents belong; they stay out where it is not said',
      ).choices(['belong', 'stay-out']),
    );

/** What was said; an option that was not given is absent. */
async function listsOf(
  session: AccountSession,
  { always, never, deactivated }: ListOptions,
): Promise<Omit<DesiredRule, 'text'>> {
  return {
    ...(always && { always: await chooseAgents(session, always) }),
    ...(never && { never: await chooseAgents(session, never) }),
    ...(deactivated && { includesDeactivated: deactivated === 'belong' }),
  };
}

const previewDocument = ({ count, examples }: PreviewedAgents) => ({
  count,
  examples: examples.map(({ state: { id, userName } }) => ({ id, userName })),
});

function previewText(name: string, { count, examples }: PreviewedAgents): string {
  const lines = examples.map(({ state }) => `  ${state.userName}\n`).join('');
  const more = count === examples.length || examples.length === 0 ? '' : '  …\n';
  return `${name}: ${shownCount(count)}\n${lines}${more}`;
}
