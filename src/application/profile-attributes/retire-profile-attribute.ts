import type { KnownProfileAttribute } from '../../domain/profile-attribute/known-profile-attribute.ts';
import { ProfileAttribute } from '../../domain/profile-attribute/profile-attribute.ts';
import type { Caller } from '../ports/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import type { RefusalRecorder } from '../support/refusal-recorder.ts';
import { findProfileAttribute } from './find-profile-attribute.ts';
import { requireUnused } from './require-unused.ts';

export interface ProfileAttributeRetirement {
  readonly name: string;
  /** `false` brings it back. */
  readonly retired: boolean;
}

/**
 * Takes a custom attribute out of use: discovery does not tell of it and nothing can ask about it. Its values, and
 * those that still come, are kept and are there again when it is reinstated.
 */
export class RetireProfileAttribute {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly refusals: RefusalRecorder,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `profileAttributeNotFound`, `profileAttributeInUse`, `profileAttributeRenamed`. */
  async execute(
    caller: Caller,
    { name, retired }: ProfileAttributeRetirement,
  ): Promise<KnownProfileAttribute> {
    const target = { type: 'attribute', name: `profile.${name}` } as const;
    return this.refusals.attempt(caller, { action: 'RetireProfileAttribute', target }, () =>
      this.unitOfWork.transact(caller, async ({ policy, profileAttributes }) => {
        await policy.beginChange();
        const known = await findProfileAttribute(profileAttributes, name);
        if (retired) requireUnused(await policy.current(), known.name);
        const attribute = ProfileAttribute.restore(caller.accountId, known);
        const at = this.clock.now();
        const change = retired ? attribute.retire(at) : attribute.reinstate(at);
        await profileAttributes.store(change);
        return change.state.state;
      }),
    );
  }
}
