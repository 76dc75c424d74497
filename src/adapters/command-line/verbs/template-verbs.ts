import { type Command, Option } from 'commander';
import type { GroupTemplate } from '../../../domain/group/group-template.ts';
import { groupTemplateId } from '../../../domain/shared/identifiers.ts';
import { details, table } from '../aligned-text.ts';
import { chooseAccount } from '../choose-account.ts';
import { confirm } from '../confirm.ts';
import type { Installation } from '../installation.ts';
import { accountOption, kindOption, runVerb, type VerbOptions, verb } from '../verb.ts';

type TemplateOptions = VerbOptions & { account?: string };
type CreateOptions = TemplateOptions & {
  attribute: string;
  namePattern: string;
  kind?: 'agents' | 'users';
  includeDeactivated?: true;
};

export function addTemplateVerbs(program: Command, installation: Installation): void {
  const template = program
    .command('template')
    .description('Group templates: a group for every value of an attribute');

  verb(template, 'create', 'make a group for every value of an attribute, now and as values appear')
    .addOption(accountOption())
    .requiredOption('--attribute <path>', 'such as profile.team')
    .addOption(
      new Option(
        '--name-pattern <pattern>',
        'the name of each group, with {value} in it',
      ).makeOptionMandatory(),
    )
    .addOption(kindOption())
    .option('--include-deactivated', 'deactivated agents belong as well')
    .action((options: CreateOptions) =>
      runVerb(installation, options, async (session) => {
        const caller = await chooseAccount(session, options.account);
        const { attribute, namePattern, kind, includeDeactivated: includesDeactivated } = options;
        const creation = { attribute, namePattern, kind, includesDeactivated };
        const made = await session.application.createGroupTemplate(caller, creation);
        const { id } = made.template.state;
        return {
          document: { ...documentOf(made.template), groups: made.groups },
          text: details({ id, attribute, 'name pattern': namePattern, 'groups made': made.groups }),
        };
      }),
    );

  verb(template, 'list', 'list the group templates, the oldest first')
    .addOption(accountOption())
    .action((options: TemplateOptions) =>
      runVerb(installation, options, async (session) => {
        const caller = await chooseAccount(session, options.account);
        const templates = await session.application.listGroupTemplates(caller);
        const rows = templates.map(({ state }) => [state.id, state.attribute, state.namePattern, state.kind]);
        return {
          document: templates.map(documentOf),
          text: table(['ID', 'ATTRIBUTE', 'NAME PATTERN', 'KIND'], rows),
        };
      }),
    );

  verb(template, 'remove <id>', 'remove a template and the groups that it made')
    .addOption(accountOption())
    .option('--yes', 'do not ask')
    .action((id: string, options: TemplateOptions & { yes?: true }) =>
      runVerb(installation, options, async (session) => {
        const caller = await chooseAccount(session, options.account);
        if (!options.yes) await confirm(`Remove the template ${id} and its groups?`, options);
        await session.application.removeGroupTemplate(caller, { id: groupTemplateId(id) });
        return { document: { id, status: 'removed' }, text: `Removed the template ${id} and its groups.\n` };
      }),
    );
}

const documentOf = ({ state }: GroupTemplate) => {
  const { id, attribute, namePattern, kind, includesDeactivated, createdAt } = state;
  return { id, attribute, namePattern, kind, includesDeactivated, createdAt };
};
