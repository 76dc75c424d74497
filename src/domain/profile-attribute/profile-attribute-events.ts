import type { DomainEvent } from '../shared/domain-event.ts';

type ProfileAttributeEventType =
  /** What values it may have was said for the first time, or anew; `changes` holds what differs. */
  | 'ProfileAttributeDeclared'
  /** It is as if nothing had been declared. */
  | 'ProfileAttributeUndeclared'
  /** Nobody is to use it any longer; its values are kept. */
  | 'ProfileAttributeRetired'
  | 'ProfileAttributeReinstated'
  /** Its values go by another name from now on; those that agents have are moved after it, each with an entry. */
  | 'ProfileAttributeRenamed';

export type ProfileAttributeEvent = DomainEvent<ProfileAttributeEventType, 'attribute'>;
