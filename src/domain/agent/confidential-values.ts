import { foldCase } from '../../criteria/fold-case.ts';
import type { ProfileSchema } from '../profile-attribute/profile-schema.ts';
import type { AttributeChange } from '../shared/attribute-change.ts';
import type { AgentChange } from './agent.ts';

/** What stands where nobody is to read a value. */
const concealed = '…';

const profilePrefix = 'profile.';

/**
 * The change with events as the journal may keep them: of a confidential attribute they tell that it was set, changed or
 * taken away, and no value.
 */
export function withoutConfidentialValues(
  change: AgentChange,
  { confidential }: Pick<ProfileSchema, 'confidential'>,
): AgentChange {
  const told = (one: AttributeChange): AttributeChange =>
    one.path.startsWith(profilePrefix) && confidential.has(foldCase(one.path.slice(profilePrefix.length)))
      ? concealedChange(one)
      : one;
  const events = change.events.map((event) => ({ ...event, changes: event.changes.map(told) }));
  return { ...change, events };
}

const concealedChange = ({ path, from, to }: AttributeChange): AttributeChange => ({
  path,
  ...(from !== undefined && { from: concealed }),
  ...(to !== undefined && { to: concealed }),
});
