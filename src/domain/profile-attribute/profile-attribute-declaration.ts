import type { FieldType, Scalar } from '../../criteria/field.ts';
import { foldCase } from '../../criteria/fold-case.ts';
import type { JsonValue } from '../../criteria/json.ts';
import { scalarAs } from '../../criteria/scalar-as.ts';
import { attributeLimits } from '../shared/attribute-limits.ts';
import { codePointsIn, hasMoreCodePoints } from '../shared/character-count.ts';
import { DomainError } from '../shared/domain-error.ts';
import { requireWellFormed } from '../shared/well-formed.ts';
import { type ProfileValueType, profileValueType } from './profile-value-type.ts';

/** What an administrator says of a custom attribute ahead of its values. */
export type ProfileAttributeDeclaration = {
  readonly displayName?: string;
  readonly description?: string;
  /** Absent: any type will do. */
  readonly type?: ProfileValueType;
  /** Whether its values are lists; counts only where there is a type. */
  readonly multiValued?: boolean;
  /** The only values that it may have, letter case aside; absent for any. */
  readonly allowedValues?: readonly Scalar[];
  /** Whether every agent must have it. */
  readonly required?: boolean;
  /** Whether its values are shown with the agents alone: journal, request log and messages keep none. */
  readonly confidential?: boolean;
};

const displayNameCharactersMax = 200;
const descriptionCharactersMax = 2000;
const allowedValuesMax = 256;

// RFC 7643 section 2.1, ATTRNAME, with the `.` that Okta allows in external names after the first one.
const profileAttributeName = /^[A-Za-z$][\w$.-]*$/;

export const isProfileAttributeName = (name: string): boolean =>
  name.length <= attributeLimits.attributeNameCharactersMax && profileAttributeName.test(name);

/** @throws DomainError `attributeInvalid`, `attributeTooLarge`. */
export function requireProfileAttributeName(name: string): void {
  const attribute = `profile.${name.slice(0, 40).toWellFormed()}`;
  if (name.length > attributeLimits.attributeNameCharactersMax) {
    const limit = `at most ${attributeLimits.attributeNameCharactersMax} characters`;
    const message = `"${attribute}…" has too long a name; allowed is ${limit}.`;
    throw new DomainError('attributeTooLarge', message, { attribute });
  }
  if (isProfileAttributeName(name)) return;
  throw new DomainError(
    'attributeInvalid',
    `"${attribute}" must be named with a letter first and then letters, digits, "-", "_", "." or "$".`,
    { attribute },
  );
}

/**
 * The declaration, where it can be held to.
 *
 * @throws DomainError `attributeInvalid`, `attributeTooLarge`.
 */
export function profileAttributeDeclaration(
  name: string,
  declaration: ProfileAttributeDeclaration,
): ProfileAttributeDeclaration {
  const {
    displayName,
    description,
    type,
    multiValued = false,
    allowedValues,
    required = false,
    confidential,
  } = declaration;
  requireText('displayName', displayName, displayNameCharactersMax);
  requireText('description', description, descriptionCharactersMax);
  if (allowedValues !== undefined) {
    requireCount(allowedValues.length);
    const list = { type, allowedValues: undefined };
    for (const value of allowedValues) requireDeclaredValue(`profile.${name}`, value, list);
  }
  return {
    ...{ displayName, description, type, multiValued: type === undefined ? undefined : multiValued },
    ...{ allowedValues, required },
    // Older declarations do not have it: what they say is no other than `false`.
    ...(confidential && { confidential }),
  };
}

/**
 * A value that came in another form, as the declaration has it: `"7"` for a number, a lone value for a list, a list of
 * one for a single value. An empty text is no value where it can be none of the declared ones. What can be read in no
 * such way stays as it is.
 */
export function asDeclared(
  value: JsonValue,
  declaration: ProfileAttributeDeclaration,
): JsonValue | undefined {
  const { type, multiValued = false } = declaration;
  const given: readonly JsonValue[] = Array.isArray(value) ? value : [value];
  const elements = given
    .filter((element) => element !== '' || canBeBlank(declaration))
    .map((element) => elementAs(type, element));
  if (elements.length === 0) return undefined;
  if (type === undefined) return Array.isArray(value) ? elements : elements[0];
  if (multiValued) return [...new Set(elements)];
  return elements.length === 1 ? elements[0] : elements;
}

const fieldTypes: Readonly<Record<ProfileValueType, FieldType>> = {
  string: 'text',
  number: 'number',
  boolean: 'boolean',
  instant: 'instant',
};

const elementAs = (type: ProfileValueType | undefined, element: JsonValue): JsonValue =>
  type === undefined || element === null || typeof element === 'object'
    ? element
    : (scalarAs(fieldTypes[type], element) ?? element);

const canBeBlank = ({ type = 'string', allowedValues }: ProfileAttributeDeclaration): boolean =>
  type === 'string' && (allowedValues === undefined || allowedValues.includes(''));

/**
 * Whether a value is what was declared.
 *
 * @throws DomainError `attributeInvalid`, naming attribute, value and type.
 */
export function requireDeclaredValue(
  attribute: string,
  value: JsonValue,
  { type, multiValued = false, allowedValues, confidential }: ProfileAttributeDeclaration,
): void {
  const sent = (given: JsonValue): string => (confidential ? 'the value that came' : shown(given));
  const elements = Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
  const isOfType =
    type === undefined ||
    (Array.isArray(value) === multiValued && elements.every((element) => isOf(type, element)));
  if (!isOfType) {
    const expected = typeText(type, multiValued);
    const message = `"${attribute}" must be ${expected}, which ${sent(value)} is not.`;
    throw new DomainError('attributeInvalid', message, { attribute, type: expected });
  }
  if (allowedValues === undefined) return;
  const allowed = new Set(allowedValues.map(folded));
  const other = elements.find((element) => !allowed.has(folded(element)));
  if (other === undefined) return;
  const known = allowedValues.slice(0, 20).map(shown).join(', ');
  const message = `"${attribute}" cannot be ${sent(other)}; allowed are ${known}${allowedValues.length > 20 ? ', …' : ''}.`;
  throw new DomainError('attributeInvalid', message, { attribute });
}

const nouns: Readonly<Record<ProfileValueType, string>> = {
  string: 'string',
  number: 'number',
  boolean: 'boolean',
  instant: 'date',
};

/** Such as `a number` or `a list of strings`. */
const typeText = (type: ProfileValueType, multiValued: boolean): string =>
  multiValued ? `a list of ${nouns[type]}s` : `a ${nouns[type]}`;

// A date is a string as well.
const isOf = (type: ProfileValueType, value: JsonValue): boolean =>
  type === 'string' ? typeof value === 'string' : profileValueType(value) === type;

const folded = (value: JsonValue): JsonValue => (typeof value === 'string' ? foldCase(value) : value);

const shown = (value: JsonValue): string => {
  const text = JSON.stringify(value);
  return text.length <= 80 ? text : `${text.slice(0, 80).toWellFormed()}…`;
};

function requireText(attribute: string, text: string | undefined, charactersMax: number): void {
  if (text === undefined) return;
  requireWellFormed(text, attribute);
  if (!hasMoreCodePoints(text, charactersMax)) return;
  const message = `"${attribute}" has ${codePointsIn(text)} characters; allowed are at most ${charactersMax}.`;
  throw new DomainError('attributeTooLarge', message, { attribute });
}

function requireCount(values: number): void {
  if (values >= 1 && values <= allowedValuesMax) return;
  const message = `"allowedValues" has ${values} values; allowed are 1 to ${allowedValuesMax}. Leave it out to allow any.`;
  throw new DomainError('attributeTooLarge', message, { attribute: 'allowedValues' });
}
