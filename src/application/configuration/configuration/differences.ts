import type { Change } from '../../../domain/shared/change.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import type { DomainEvent } from '../../../domain/shared/domain-event.ts';
import type { PreviewedRule } from '../../groups/rule/preview-effect.ts';
import type { Caller } from '../../ports/caller.ts';
import type { WriteScope } from '../../ports/unit-of-work.ts';
import type { AccountContext } from '../../use-case/use-case.ts';
import type { ConfigurationChange } from './configuration-change.ts';

/** Collects what a configuration changes, in the order in which it is done. */
export class Differences {
  readonly changes: ConfigurationChange[] = [];

  /** A change that was stored; one without events is none. */
  add(
    path: string,
    what: ConfigurationChange['what'],
    { events }: Pick<Change<unknown, DomainEvent>, 'events'>,
    effect?: Pick<PreviewedRule, 'joining' | 'leaving'>,
  ): void {
    const [first] = events;
    if (first === undefined) return;
    const { type, name } = first.target;
    const changes = events.flatMap((event) => event.changes);
    this.changes.push({ path, what, target: { type, name }, changes, ...effect });
  }
}

/** With what each part of a configuration is applied. */
export interface Applying {
  readonly scope: WriteScope;
  readonly caller: Caller;
  readonly context: AccountContext;
  readonly differences: Differences;
}

/**
 * What is refused within the work is refused with its place in the configuration, `path` in the details.
 *
 * @throws DomainError what the work throws.
 */
export async function atPath<Result>(path: string, work: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError) || error.details.path !== undefined) throw error;
    throw new DomainError(error.code, error.message, { ...error.details, path });
  }
}
