import { foldCase } from '../../criteria/fold-case.ts';
import { equalJson, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import { requireProfileAttributeName } from '../profile-attribute/profile-attribute-declaration.ts';
import type { ProfileSchema } from '../profile-attribute/profile-schema.ts';
import { DomainError } from '../shared/domain-error.ts';
import { boundedAttributes, type SizeBudget } from './bounded-attributes.ts';

/** The account's custom attributes: scalars and lists of scalars, under the names that the directory gave them. */
export type ProfileAttributes = JsonObject;

/**
 * The profile as it is kept. Names are matched regardless of case and keep the spelling of `current`, which is absent
 * for a new agent; what comes under a name that was given up is kept under the one that took over.
 *
 * Values that came in another form than the declared one are read as what they mean.
 *
 * @throws DomainError `attributeInvalid`, `attributeTooLarge` or `attributeUndeclared`, naming the attribute.
 */
export function profileAttributes(
  desired: JsonObject,
  current: ProfileAttributes | undefined,
  budget: SizeBudget,
  schema: ProfileSchema,
): ProfileAttributes {
  const before = current && underCurrentNames(current, schema);
  const profile = new ProfileBuilder(before ?? {}, schema);
  for (const [name, value] of Object.entries(boundedAttributes(desired, budget, 'profile.'))) {
    requireProfileAttributeName(name);
    if (!isProfileValue(value)) {
      throw invalid(`profile.${name}`, 'must be a string, a number, a boolean or a list of these');
    }
    profile.add(name, value);
  }
  const attributes = profile.attributes();
  schema.require(attributes, before);
  return attributes;
}

const underCurrentNames = (profile: ProfileAttributes, schema: ProfileSchema): ProfileAttributes =>
  Object.fromEntries(Object.entries(profile).map(([name, value]) => [currentSpelling(name, schema), value]));

/** The spelling that an agent has stays, as long as the name does. */
function currentSpelling(name: string, schema: ProfileSchema): string {
  const current = schema.currentName(name);
  return foldCase(current) === foldCase(name) ? name : current;
}

/** A value, and the name under which it came. */
interface SentValue {
  readonly sentAs: string;
  readonly spelling: string;
  readonly value: JsonValue;
}

class ProfileBuilder {
  private readonly sent = new Map<string, SentValue>();
  private readonly before: ReadonlyMap<string, { readonly spelling: string; readonly value?: JsonValue }>;

  constructor(
    before: ProfileAttributes,
    private readonly schema: ProfileSchema,
  ) {
    this.before = new Map(
      Object.entries(before).map(([spelling, value]) => [foldCase(spelling), { spelling, value }]),
    );
  }

  add(sentAs: string, sent: JsonValue): void {
    const current = this.schema.currentName(sentAs);
    const key = foldCase(current);
    const before = this.before.get(key);
    // What was there before a declaration is not held to it, nor changed by it.
    const value = equalJson(sent, before?.value) ? sent : this.schema.asDeclared(current, sent);
    if (value === undefined) return;
    const other = this.sent.get(key);
    if (other !== undefined && this.isEcho(sentAs, value, other, before?.value)) return;
    this.sent.set(key, { sentAs, spelling: before?.spelling ?? current, value });
  }

  attributes(): ProfileAttributes {
    return Object.fromEntries([...this.sent.values()].map(({ spelling, value }) => [spelling, value]));
  }

  /** Whoever changes an attribute under one of its names sends it back under the other as it was. */
  private isEcho(sentAs: string, value: JsonValue, other: SentValue, before?: JsonValue): boolean {
    if (foldCase(other.sentAs) === foldCase(sentAs)) {
      throw invalid(`profile.${sentAs}`, 'is given twice, in different letter case');
    }
    if (equalJson(value, other.value) || equalJson(value, before)) return true;
    if (equalJson(other.value, before)) return false;
    throw invalid(
      `profile.${sentAs}`,
      `is given twice, also as "profile.${other.sentAs}", with another value`,
    );
  }
}

const isProfileValue = (value: JsonValue): boolean =>
  Array.isArray(value) ? value.every((element) => typeof element !== 'object') : typeof value !== 'object';

function invalid(attribute: string, expectation: string): DomainError {
  return new DomainError('attributeInvalid', `"${attribute}" ${expectation}.`, { attribute });
}
