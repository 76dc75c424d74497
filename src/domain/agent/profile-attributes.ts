import { DomainError } from '../shared/domain-error.ts';
import { foldCase } from '../shared/fold-case.ts';
import type { JsonObject, JsonValue } from '../shared/json.ts';
import { attributeLimits } from './attribute-limits.ts';
import { boundedAttributes, type SizeBudget } from './bounded-attributes.ts';

/** The account's custom attributes: scalars and lists of scalars, under the names that the directory gave them. */
export type ProfileAttributes = JsonObject;

// RFC 7643 section 2.1, ATTRNAME, with the `.` that Okta allows in external names after the first one.
const profileAttributeName = /^[A-Za-z$][\w$.-]*$/;

/**
 * The profile as it is kept. Names are matched regardless of case and keep the spelling of `current`.
 *
 * @throws DomainError `attributeInvalid` or `attributeTooLarge`, naming the attribute.
 */
export function profileAttributes(
  desired: JsonObject,
  current: ProfileAttributes,
  budget: SizeBudget,
): ProfileAttributes {
  const bounded = boundedAttributes(desired, budget, 'profile.');
  const spellings = new Map(Object.keys(current).map((name) => [foldCase(name), name]));
  const profile = new Map<string, JsonValue>();
  for (const [name, value] of Object.entries(bounded)) {
    const attribute = `profile.${name}`;
    if (!profileAttributeName.test(name)) {
      throw invalid(
        attribute,
        'must be named with a letter first and then letters, digits, "-", "_", "." or "$"',
      );
    }
    if (!isProfileValue(value)) {
      throw invalid(attribute, 'must be a string, a number, a boolean or a list of these');
    }
    const spelling = spellings.get(foldCase(name)) ?? name;
    if (profile.has(spelling)) throw invalid(attribute, 'is given twice, in different letter case');
    spellings.set(foldCase(name), spelling);
    profile.set(spelling, value);
  }
  if (profile.size > attributeLimits.profileAttributesMax) {
    throw new DomainError(
      'attributeTooLarge',
      `"profile" has ${profile.size} attributes; allowed are at most ${attributeLimits.profileAttributesMax}.`,
      { attribute: 'profile' },
    );
  }
  return Object.fromEntries(profile);
}

const isProfileValue = (value: JsonValue): boolean =>
  Array.isArray(value) ? value.every((element) => typeof element !== 'object') : typeof value !== 'object';

function invalid(attribute: string, expectation: string): DomainError {
  return new DomainError('attributeInvalid', `"${attribute}" ${expectation}.`, { attribute });
}
