import { IsString } from 'class-validator';
import { countedAgentsMax } from '../../domain/agent/agent-count.ts';
import { ProfileAttribute } from '../../domain/profile-attribute/profile-attribute.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { IsFunction } from '../input/is-function.ts';
import { Optional } from '../input/optional.ts';
import type { Caller } from '../ports/caller.ts';
import type { WriteScope } from '../ports/unit-of-work.ts';
import { type AccountContext, defineUseCase } from '../use-case/use-case.ts';
import { AtVersion } from '../version/at-version.ts';
import { attributeTarget } from './attribute/attribute-target.ts';
import { findProfileAttribute } from './attribute/find-profile-attribute.ts';
import { moveSomeValues, whoHas } from './attribute/move-values.ts';
import { requireAttributeVersion } from './attribute/require-attribute-version.ts';
import { requireUnused } from './attribute/require-unused.ts';

export class ProfileAttributeRenaming extends AtVersion {
  /** Without `profile.`, in any letter case. */
  @IsString()
  readonly from!: string;

  /** Without `profile.`. */
  @IsString()
  readonly to!: string;

  /** Is told after each transaction for how many agents it is done. */
  @Optional()
  @IsFunction()
  readonly progress?: (moved: number) => void;
}

/**
 * Gives a custom attribute another name, and answers for how many agents it did so. What comes under the old name is
 * kept under the new one from the first moment on; what agents have is moved after it, some at a time, each with an
 * entry of the journal. A run that was interrupted is finished by another one; `describeProfileAttribute` tells how
 * many agents are left.
 *
 * @throws DomainError `profileAttributeNotFound`, `profileAttributeInUse`, `profileAttributeRenamed`, `versionDiffers`,
 * `attributeInvalid` where agents have an attribute of the new name already.
 */
export const renameProfileAttribute = defineUseCase({
  name: 'RenameProfileAttribute',
  permission: 'attributes:write',
  kind: 'ownTransactions',
  input: ProfileAttributeRenaming,
  target: ({ from }) => attributeTarget(from),
  run: async (unitOfWork, caller, renaming, context): Promise<number> => {
    const name = await unitOfWork.transact(caller, (scope) => rename(scope, caller, renaming, context));
    if (context.isDryRun)
      return unitOfWork.read(caller, async ({ agents }) => agents.count(whoHas(name), countedAgentsMax));
    let moved = 0;
    for (;;) {
      const more = await unitOfWork.transact(caller, (scope) =>
        moveSomeValues(scope, context.identifiers, name, context.at),
      );
      if (more === 0) return moved;
      moved += more;
      renaming.progress?.(moved);
    }
  },
});

/** @returns the old name as it is spelt. */
async function rename(
  scope: WriteScope,
  { accountId }: Caller,
  { from, to, ifVersion }: ProfileAttributeRenaming,
  { at }: AccountContext,
): Promise<string> {
  const { policy, profileAttributes } = scope;
  await policy.beginChange();
  const known = await findProfileAttribute(profileAttributes, from);
  requireAttributeVersion(from, known, ifVersion);
  const other = await profileAttributes.find(to);
  const renamed = other ? ProfileAttribute.restore(accountId, other) : ProfileAttribute.unseen(accountId, to);
  const changes = ProfileAttribute.restore(accountId, known).rename(renamed, at);
  if (changes.length > 0) {
    requireUnused(await policy.current(), known.name);
    await requireFree(scope, to);
  }
  for (const change of changes) await profileAttributes.store(change);
  return known.name;
}

/** Two values cannot become one without losing the other. */
async function requireFree({ agents }: WriteScope, name: string): Promise<void> {
  if ((await agents.count(whoHas(name), 0)) === 0) return;
  const attribute = `profile.${name}`;
  const message = `Agents have ${JSON.stringify(attribute)} already, so nothing else can be renamed to it.`;
  throw new DomainError('attributeInvalid', message, { attribute });
}
