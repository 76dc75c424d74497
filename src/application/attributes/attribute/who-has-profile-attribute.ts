import { any, type Criteria, equals } from '../../../criteria/criteria.ts';
import { profileField } from '../../../domain/agent/agent-fields.ts';

/** The agents that have a custom attribute, also with an empty text. */
export function whoHasProfileAttribute(name: string): Criteria {
  const field = profileField(name);
  return any({ kind: 'present', field }, equals(field, ''));
}
