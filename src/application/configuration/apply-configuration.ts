import { contentVersion } from '../../domain/shared/content-version.ts';
import { accountTarget } from '../accounts/account/account-target.ts';
import { Optional } from '../input/optional.ts';
import type { Caller } from '../ports/caller.ts';
import type { WriteScope } from '../ports/unit-of-work.ts';
import { keepingAdministrators } from '../roles/role/keeping-administrators.ts';
import { type AccountContext, defineUseCase } from '../use-case/use-case.ts';
import { IsVersionCondition, requireVersion, type VersionCondition } from '../version/version-condition.ts';
import { AccountConfiguration } from './configuration/account-configuration.ts';
import { declareAttributes, retireAttributes } from './configuration/apply-attributes.ts';
import { applyGroups } from './configuration/apply-groups.ts';
import { applyRoles } from './configuration/apply-roles.ts';
import { applySettings } from './configuration/apply-settings.ts';
import { beginTemplates, endTemplates } from './configuration/apply-templates.ts';
import type { ConfigurationChange } from './configuration/configuration-change.ts';
import { currentConfiguration } from './configuration/current-configuration.ts';
import { Differences } from './configuration/differences.ts';

export class ConfigurationToApply extends AccountConfiguration {
  /** Refuse unless the configuration is at such a version: as it was read. */
  @Optional()
  @IsVersionCondition()
  readonly ifVersion?: VersionCondition;
}

/**
 * Brings the account to what a configuration says, whole or not at all, and answers with what that changes, in the order
 * in which it is done; applied again it changes nothing. What is refused is refused with its `path` in the details.
 *
 * @throws DomainError `groupGovernedOtherwise`, `groupNameTaken`, `groupNotFound`, `agentNotFound`, `roleMissing`, `ruleInvalid`,
 * `inputInvalid`, `profileAttributeNotFound`, `profileAttributeInUse`, `profileAttributeRenamed`, `attributeInvalid`,
 * `attributeTooLarge`, `lastAdministrator`, `permissionMissing` where it would change which groups give roles, or whether the
 * directory alone decides; `versionDiffers`.
 */
export const applyConfiguration = defineUseCase({
  name: 'ApplyConfiguration',
  permission: 'configuration:write',
  kind: 'changes',
  input: ConfigurationToApply,
  target: accountTarget,
  run: async (scope, caller, configuration, context): Promise<readonly ConfigurationChange[]> => {
    const { settings, attributes, groups, templates, roles, ifVersion } = configuration;
    if (ifVersion !== undefined) await requireConfigurationVersion(scope, caller, context, ifVersion);
    const differences = new Differences();
    const applying = { scope, caller, context, differences };
    await keepingAdministrators(scope, context, 'hand', async () => {
      await applySettings(applying, settings);
      await declareAttributes(applying, attributes);
      await endTemplates(applying, templates);
      await applyGroups(applying, groups);
      await beginTemplates(applying, templates);
      await applyRoles(applying, roles);
      await retireAttributes(applying, attributes);
    });
    return differences.changes;
  },
});

/** In a change of the policy, so that rules and declarations stay as they are held against it. @throws DomainError `versionDiffers`. */
async function requireConfigurationVersion(
  scope: WriteScope,
  caller: Caller,
  { at }: AccountContext,
  condition: VersionCondition,
): Promise<void> {
  await scope.policy.beginChange();
  const version = contentVersion(await currentConfiguration(scope, caller, at));
  requireVersion('account', { id: caller.accountId, version }, condition);
}
