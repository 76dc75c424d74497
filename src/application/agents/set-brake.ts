import { accountTarget } from '../accounts/account/account-target.ts';
import { Optional } from '../input/optional.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { IsVersionCondition, requireVersion, type VersionCondition } from '../version/version-condition.ts';
import { BrakeSetting } from './brake/brake-setting.ts';

export class BrakeToSet extends BrakeSetting {
  /** Refuse unless the settings are at such a version: as they were read. */
  @Optional()
  @IsVersionCondition()
  readonly ifVersion?: VersionCondition;
}

/**
 * Says when the directory takes access away from too many agents at once, and whether it is stopped then. What is not said stays as it is.
 *
 * @throws DomainError `versionDiffers`, `attributeInvalid`.
 */
export const setBrake = defineUseCase({
  name: 'SetBrake',
  permission: 'account:write',
  kind: 'changes',
  input: BrakeToSet,
  target: accountTarget,
  run: async ({ brake }, { accountId }, { ifVersion, ...setting }, { account, at }) => {
    const change = await brake.change((current) => {
      requireVersion('account', { id: accountId, version: current.settingsVersion }, ifVersion);
      return current.set(setting, account.state, at);
    });
    return change.state;
  },
});
