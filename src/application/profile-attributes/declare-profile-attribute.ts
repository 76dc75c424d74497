import type { KnownProfileAttribute } from '../../domain/profile-attribute/known-profile-attribute.ts';
import { ProfileAttribute } from '../../domain/profile-attribute/profile-attribute.ts';
import type { ProfileAttributeDeclaration } from '../../domain/profile-attribute/profile-attribute-declaration.ts';
import type { Caller } from '../ports/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import type { RefusalRecorder } from '../support/refusal-recorder.ts';

export interface ProfileAttributeDeclaring {
  /** Without `profile.`, in any letter case where the account has it already. */
  readonly name: string;
  /** `null` takes back what was declared. */
  readonly declaration: ProfileAttributeDeclaration | null;
}

/** Says what values a custom attribute may have, whether or not any agent has it yet. Values that agents have stay. */
export class DeclareProfileAttribute {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly refusals: RefusalRecorder,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `attributeInvalid`, `attributeTooLarge`, `profileAttributeRenamed`. */
  async execute(
    caller: Caller,
    { name, declaration }: ProfileAttributeDeclaring,
  ): Promise<KnownProfileAttribute> {
    const target = { type: 'attribute', name: `profile.${name}` } as const;
    return this.refusals.attempt(caller, { action: 'DeclareProfileAttribute', target }, () =>
      this.unitOfWork.transact(caller, async ({ policy, profileAttributes }) => {
        await policy.beginChange();
        const { accountId } = caller;
        const known = await profileAttributes.find(name);
        const attribute = known
          ? ProfileAttribute.restore(accountId, known)
          : ProfileAttribute.unseen(accountId, name);
        const at = this.clock.now();
        const change = declaration === null ? attribute.undeclare(at) : attribute.declare(declaration, at);
        await profileAttributes.store(change);
        return change.state.state;
      }),
    );
  }
}
