import { AttributesBefore } from '../shared/attributes-before.ts';
import type { Instant } from '../shared/instant.ts';
import type { ToldEvent } from '../shared/told-event.ts';
import type { KnownProfileAttribute } from './known-profile-attribute.ts';
import { decisionsAbout } from './profile-attribute.ts';
import type { ProfileAttributeDeclaration } from './profile-attribute-declaration.ts';
import type { ProfileAttributeEvent } from './profile-attribute-events.ts';

/** What changes the decisions about a custom attribute. */
export const attributeDecidingEvents = [
  'ProfileAttributeDeclared',
  'ProfileAttributeUndeclared',
  'ProfileAttributeRetired',
  'ProfileAttributeReinstated',
  'ProfileAttributeRenamed',
] as const satisfies readonly ProfileAttributeEvent['type'][];

/** What was decided of a custom attribute before events. */
export class ProfileAttributeBefore {
  private readonly decisions = new AttributesBefore();

  /** @param event - one behind those that were added before. */
  add({ changes }: ToldEvent): void {
    this.decisions.add(changes);
  }

  /**
   * The attribute as it was, if it was known at the time. What types its values had by then no event tells.
   *
   * @param after - as it is.
   */
  of(after: KnownProfileAttribute, at: Instant): KnownProfileAttribute | undefined {
    const { retiredAt, renamedTo, ...declared } = this.decisions.of(decisionsAbout(after));
    const { name, firstSeenAt } = after;
    const isDeclared = Object.keys(declared).length > 0;
    const wasSeen = firstSeenAt !== undefined && firstSeenAt <= at;
    if (!wasSeen && !isDeclared && retiredAt === undefined && renamedTo === undefined) return undefined;
    return {
      ...{ name, types: [], multiValued: false },
      ...(wasSeen && { firstSeenAt }),
      ...(isDeclared && { declaration: declared as ProfileAttributeDeclaration }),
      ...(retiredAt !== undefined && { retiredAt: retiredAt as Instant }),
      ...(renamedTo !== undefined && { renamedTo: renamedTo as string }),
    };
  }
}
