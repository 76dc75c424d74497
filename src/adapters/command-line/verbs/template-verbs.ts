import { type Command, Option } from 'commander';
import type { GroupKind } from '../../../domain/group/group-reference.ts';
import type { GroupTemplate } from '../../../domain/group/group-template.ts';
import { accountVerb } from '../account-verb.ts';
import { details, printable, table } from '../aligned-text.ts';
import { type AtOption, atOption } from '../audit/at-option.ts';
import { chooseTemplate } from '../choose-template.ts';
import { confirm } from '../confirm.ts';
import type { Installation } from '../installation.ts';
import { kindOption } from '../verb.ts';

export function addTemplateVerbs(program: Command, installation: Installation): void {
  const template = program
    .command('template')
    .description('Group templates: a group for every value of an attribute');
  for (const add of [create, list, remove]) add(template, installation);
}

interface CreateOptions {
  readonly attribute: string;
  readonly namePattern: string;
  readonly kind?: GroupKind;
  readonly includeDeactivated?: true;
}

const create = accountVerb<CreateOptions>({
  usage: 'create',
  summary: 'make a group for every value of an attribute, now and as values appear',
  options: (command) =>
    command
      .requiredOption('--attribute <path>', 'such as profile.team')
      .addOption(
        new Option(
          '--name-pattern <pattern>',
          'the name of each group, with {value} in it',
        ).makeOptionMandatory(),
      )
      .addOption(kindOption())
      .option('--include-deactivated', 'deactivated agents belong as well'),
  run: async ({ application, caller }, options) => {
    const { attribute, namePattern, kind, includeDeactivated: includesDeactivated } = options;
    const creation = { attribute, namePattern, kind, includesDeactivated };
    const { template, groups } = await application.createGroupTemplate(caller, creation);
    const { id } = template.state;
    return {
      document: { ...documentOf(template), groups },
      text: details({ id, attribute, 'name pattern': namePattern, 'groups made': groups }),
    };
  },
});

const list = accountVerb<AtOption>({
  usage: 'list',
  summary: 'list the group templates, the oldest first',
  options: (command) => command.addOption(atOption()),
  run: async ({ application, caller }, { at }) => {
    const templates = await application.listGroupTemplates(caller, { at });
    const rows = templates.map(({ state }) => [state.id, state.attribute, state.namePattern, state.kind]);
    return {
      document: templates.map(documentOf),
      text: table(['ID', 'ATTRIBUTE', 'NAME PATTERN', 'KIND'], rows),
    };
  },
});

const remove = accountVerb<{ readonly yes?: true }>({
  usage: 'remove <template>',
  summary: 'remove a template and the groups that it made',
  options: (command) => command.option('--yes', 'do not ask'),
  run: async (session, options, named: string) => {
    const { id, attribute } = (await chooseTemplate(session, named)).state;
    const template = printable(`the template ${id} on ${attribute} and its groups`);
    if (!options.yes) await confirm(`Remove ${template}?`, options);
    await session.application.removeGroupTemplate(session.caller, { id });
    return { document: { id, status: 'removed' }, text: `Removed ${template}.\n` };
  },
});

const documentOf = ({ state }: GroupTemplate) => {
  const { id, attribute, namePattern, kind, includesDeactivated, createdAt } = state;
  return { id, attribute, namePattern, kind, includesDeactivated, createdAt };
};
