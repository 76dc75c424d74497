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
  const profile = new ProfileBuilder(before ?? {}, current ?? {}, schema);
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

  /** @param before - the agent's profile under current names; `stored` has those that were not moved under old ones. */
  constructor(
    before: ProfileAttributes,
    private readonly stored: ProfileAttributes,
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
    const sentValue = { sentAs, spelling: before?.spelling ?? current, value };
    const other = this.sent.get(key);
    this.sent.set(key, other === undefined ? sentValue : this.oneOf(other, sentValue, before?.value));
  }

  attributes(): ProfileAttributes {
    return Object.fromEntries([...this.sent.values()].map(({ spelling, value }) => [spelling, value]));
  }

  /**
   * Whoever changes an attribute under one of its names sends it back under the other as it was. A value under a name that
   * was given up is no such echo once nobody can read it there; where it is what is stored, the request is a repeated one.
   */
  private oneOf(first: SentValue, second: SentValue, before: JsonValue | undefined): SentValue {
    if (foldCase(first.sentAs) === foldCase(second.sentAs)) {
      throw invalid(`profile.${second.sentAs}`, 'is given twice, in different letter case');
    }
    if (equalJson(first.value, second.value)) return first;
    const isStored = ({ value }: SentValue) => equalJson(value, before);
    const isGivenUp = ({ sentAs }: SentValue) =>
      foldCase(this.schema.currentName(sentAs)) !== foldCase(sentAs);
    const isEcho = (sent: SentValue) =>
      isStored(sent) && (!isGivenUp(sent) || hasName(this.stored, sent.sentAs));
    const changed = [first, second].filter((sent) => !isEcho(sent));
    const repeated = changed.filter((sent) => isStored(sent));
    const [only] = changed.length === 1 ? changed : repeated;
    if (only !== undefined) return only;
    throw invalid(
      `profile.${second.sentAs}`,
      `is given twice, also as "profile.${first.sentAs}", with another value`,
    );
  }
}

const hasName = (profile: ProfileAttributes, name: string): boolean =>
  Object.keys(profile).some((known) => foldCase(known) === foldCase(name));

const isProfileValue = (value: JsonValue): boolean =>
  Array.isArray(value) ? value.every((element) => typeof element !== 'object') : typeof value !== 'object';

function invalid(attribute: string, expectation: string): DomainError {
  return new DomainError('attributeInvalid', `"${attribute}" ${expectation}.`, { attribute });
}
