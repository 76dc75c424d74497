import type { GroupTemplate } from '../../domain/group/group-template.ts';
import type { Caller } from '../ports/caller.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

/** The account's group templates, the oldest first. */
export class ListGroupTemplates {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(caller: Caller): Promise<readonly GroupTemplate[]> {
    return this.unitOfWork.read(caller, (scope) => scope.groupTemplates.list());
  }
}
