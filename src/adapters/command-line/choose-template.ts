import { foldCase } from '../../criteria/fold-case.ts';
import type { GroupTemplate } from '../../domain/group/group-template.ts';
import type { AccountSession } from './account-verb.ts';
import { choose } from './choose.ts';

/** The group template of that id or on that attribute. @throws OperatorError `groupTemplateNotFound`,
 * `groupTemplateAmbiguous`. */
export async function chooseTemplate(
  { application, caller }: Pick<AccountSession, 'application' | 'caller'>,
  named: string,
): Promise<GroupTemplate> {
  const templates = await application.listGroupTemplates(caller, {});
  const key = foldCase(named.trim());
  return choose(
    {
      noun: 'group template',
      knownBy: 'id or attribute',
      lookUps: [
        () => templates.filter(({ state }) => state.id === named),
        () => templates.filter(({ state }) => foldCase(state.attribute) === key),
      ],
      describe: ({ state: { id, attribute, namePattern, kind } }) => [id, attribute, namePattern, kind],
    },
    named,
  );
}
