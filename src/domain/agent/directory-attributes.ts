import { foldCase } from '../../criteria/fold-case.ts';
import type { JsonObject } from '../../criteria/json.ts';
import { DomainError } from '../shared/domain-error.ts';
import { boundedAttributes, type SizeBudget } from './bounded-attributes.ts';

/** Attributes that the agent has by itself; what a directory keeps besides may not pass for one of them. */
const ownAttributes = new Set(
  [
    'active',
    'displayName',
    'emails',
    'externalId',
    'groups',
    'id',
    'meta',
    'name',
    'profile',
    'schemas',
    'userName',
  ].map(foldCase),
);

/**
 * Every other attribute that the directory keeps on an agent, within the limits.
 *
 * @param current - those that the agent has; absent for a new one.
 * @throws DomainError `attributeInvalid`, `attributeTooLarge`, naming the attribute.
 */
export function directoryAttributes(
  desired: JsonObject,
  current: JsonObject | undefined,
  budget: SizeBudget,
): JsonObject {
  const attributes = boundedAttributes(desired, budget);
  for (const name of Object.keys(attributes)) {
    // Also `name.givenName`: that is the path by which filters and rules ask.
    const [root = name] = name.split('.', 1);
    // One that is there already keeps nobody from being deactivated.
    if (!ownAttributes.has(foldCase(root)) || current?.[name] !== undefined) continue;
    const message = `"${name}" is an attribute of the agent itself and cannot be given among those that its directory keeps.`;
    throw new DomainError('attributeInvalid', message, { attribute: name });
  }
  return attributes;
}
