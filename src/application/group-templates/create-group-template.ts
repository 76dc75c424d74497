import { groupLimits } from '../../domain/group/group-limits.ts';
import { type DesiredGroupTemplate, GroupTemplate } from '../../domain/group/group-template.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { groupTemplateId } from '../../domain/shared/identifiers.ts';
import type { Caller } from '../ports/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { IdentifierSource } from '../ports/identifier-source.ts';
import type { RuleLanguage } from '../ports/rule-language.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import type { RefusalRecorder } from '../support/refusal-recorder.ts';
import { makeTemplateGroups } from './make-template-groups.ts';

export interface GroupTemplateCreation extends Pick<DesiredGroupTemplate, 'attribute' | 'namePattern'> {
  /** `agents` where it is not said. */
  readonly kind?: DesiredGroupTemplate['kind'];
  /** Whether deactivated agents belong to the groups as well; `false` where it is not said. */
  readonly includesDeactivated?: boolean;
}

export interface CreatedGroupTemplate {
  readonly template: GroupTemplate;
  /** How many groups it made of the values that there are. */
  readonly groups: number;
}

/** Makes a group for every value of an attribute, now and whenever another value appears. */
export class CreateGroupTemplate {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly refusals: RefusalRecorder,
    private readonly identifiers: IdentifierSource,
    private readonly clock: Clock,
    private readonly language: RuleLanguage,
  ) {}

  /** @throws DomainError `ruleInvalid`, `attributeInvalid`, `attributeTooLarge`. */
  async execute(caller: Caller, creation: GroupTemplateCreation): Promise<CreatedGroupTemplate> {
    const { attribute, namePattern, kind = 'agents', includesDeactivated = false } = creation;
    const target = { type: 'template', name: namePattern } as const;
    return this.refusals.attempt(caller, { action: 'CreateGroupTemplate', target }, () =>
      this.unitOfWork.transact(caller, async (scope) => {
        await scope.policy.beginChange();
        requireFewTemplates((await scope.groupTemplates.list()).length);
        const field = this.language.parseAttribute(attribute, await scope.profileAttributes.list());
        const at = this.clock.now();
        const id = groupTemplateId(this.identifiers.next());
        const desired = { attribute, namePattern, kind, includesDeactivated };
        const change = GroupTemplate.create(id, caller.accountId, desired, field, at);
        await scope.groupTemplates.store(change);
        const template = change.state;
        const limit = groupLimits.templateValuesMax + 1;
        const found = await scope.groupTemplates.valuesWithoutGroup(template, limit);
        requireFewValues(attribute, found.length);
        const values = found.filter((value) => template.takes(value)).map((value) => ({ template, value }));
        await makeTemplateGroups(scope, values, this.identifiers, at, () => {});
        return { template, groups: values.length };
      }),
    );
  }
}

function requireFewTemplates(templates: number): void {
  if (templates < groupLimits.templatesMax) return;
  const message = `The account has ${templates} group templates, and no more than ${groupLimits.templatesMax} are possible.`;
  throw new DomainError('attributeTooLarge', message, { attribute: 'attribute' });
}

function requireFewValues(attribute: string, values: number): void {
  if (values <= groupLimits.templateValuesMax) return;
  const message = `${JSON.stringify(attribute)} has more than ${groupLimits.templateValuesMax} different values, too many to make a group of each.`;
  throw new DomainError('attributeTooLarge', message, { attribute: 'attribute' });
}
