import { ProfileAttribute } from '../../domain/profile-attribute/profile-attribute.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import type { AgentWriter } from '../agents/agent-writer.ts';
import { countAgents } from '../agents/count-agents.ts';
import type { Caller } from '../ports/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { UnitOfWork, WriteScope } from '../ports/unit-of-work.ts';
import type { RefusalRecorder } from '../support/refusal-recorder.ts';
import { findProfileAttribute } from './find-profile-attribute.ts';
import { moveSomeValues, whoHas } from './move-values.ts';
import { requireUnused } from './require-unused.ts';

export interface ProfileAttributeRenaming {
  readonly from: string;
  readonly to: string;
}

/**
 * Gives a custom attribute another name. What comes under the old one is kept under the new one from the first moment
 * on; what agents have is moved after it, some at a time, each with an entry of the journal. A run that was
 * interrupted is finished by another one.
 */
export class RenameProfileAttribute {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly refusals: RefusalRecorder,
    private readonly clock: Clock,
    private readonly writer: AgentWriter,
  ) {}

  /**
   * @returns how many agents had it.
   * @throws DomainError `profileAttributeNotFound`, `profileAttributeInUse`, `profileAttributeRenamed`,
   * `attributeInvalid` where agents have an attribute of the new name already.
   */
  async execute(caller: Caller, { from: old, to }: ProfileAttributeRenaming): Promise<number> {
    const target = { type: 'attribute', name: `profile.${old}` } as const;
    return this.refusals.attempt(caller, { action: 'RenameProfileAttribute', target }, async () => {
      const name = await this.unitOfWork.transact(caller, (scope) => this.rename(scope, caller, old, to));
      let moved = 0;
      let last: number;
      do {
        last = await this.unitOfWork.transact(caller, (scope) =>
          moveSomeValues(scope, this.writer, name, this.clock.now()),
        );
        moved += last;
      } while (last > 0);
      return moved;
    });
  }

  private async rename(scope: WriteScope, caller: Caller, from: string, to: string): Promise<string> {
    const { policy, profileAttributes } = scope;
    await policy.beginChange();
    const known = await findProfileAttribute(profileAttributes, from);
    const other = await profileAttributes.find(to);
    const attribute = ProfileAttribute.restore(caller.accountId, known);
    const renamed = other
      ? ProfileAttribute.restore(caller.accountId, other)
      : ProfileAttribute.unseen(caller.accountId, to);
    const changes = attribute.rename(renamed, this.clock.now());
    if (changes.length > 0) {
      requireUnused(await policy.current(), known.name);
      await requireFree(scope, to);
    }
    for (const change of changes) await profileAttributes.store(change);
    return known.name;
  }
}

/** Two values cannot become one without losing the other. */
async function requireFree({ agents }: WriteScope, name: string): Promise<void> {
  const count = await countAgents(agents, whoHas(name));
  if (count === 0) return;
  const attribute = `profile.${name}`;
  const message = `${count} agents have ${JSON.stringify(attribute)} already, so nothing else can be renamed to it.`;
  throw new DomainError('attributeInvalid', message, { attribute });
}
