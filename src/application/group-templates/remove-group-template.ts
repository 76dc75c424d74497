import { DomainError } from '../../domain/shared/domain-error.ts';
import type { GroupTemplateId } from '../../domain/shared/identifiers.ts';
import type { Caller } from '../ports/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import type { RefusalRecorder } from '../support/refusal-recorder.ts';
import { removeTemplateGroups } from './remove-template-groups.ts';

/** Ends a template, and with it the groups that it made. */
export class RemoveGroupTemplate {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly refusals: RefusalRecorder,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `groupTemplateNotFound`. */
  async execute(caller: Caller, id: GroupTemplateId): Promise<void> {
    const attempt = { action: 'RemoveGroupTemplate', target: { type: 'template', id } } as const;
    return this.refusals.attempt(caller, attempt, () =>
      this.unitOfWork.transact(caller, async (scope) => {
        const { policy, groupTemplates } = scope;
        await policy.beginChange();
        const template = await groupTemplates.find(id);
        if (template === undefined) {
          const message = `There is no group template ${JSON.stringify(id)} in this account.`;
          throw new DomainError('groupTemplateNotFound', message);
        }
        const at = this.clock.now();
        await removeTemplateGroups(scope, template, at);
        await groupTemplates.store(template.remove(at));
      }),
    );
  }
}
