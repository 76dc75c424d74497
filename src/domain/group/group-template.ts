import type { AttributeValues } from '../../criteria/attribute-values.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import { equals } from '../../criteria/criteria.ts';
import type { Field, Scalar } from '../../criteria/field.ts';
import { foldCase } from '../../criteria/fold-case.ts';
import type { JsonObject } from '../../criteria/json.ts';
import { attributeChanges } from '../shared/attribute-change.ts';
import type { Change } from '../shared/change.ts';
import { charactersOf, codePointsIn, hasMoreCodePoints } from '../shared/character-count.ts';
import { DomainError } from '../shared/domain-error.ts';
import type { DomainEvent } from '../shared/domain-event.ts';
import type { AccountId, Identifier } from '../shared/identifiers.ts';
import type { Instant } from '../shared/instant.ts';
import { groupLimits } from './group-limits.ts';
import type { GroupKind } from './group-reference.ts';
import type { MembershipRule } from './membership-rule.ts';

/** Identifies a group template. Never reused. */
export type GroupTemplateId = Identifier<'GroupTemplateId'>;

export const groupTemplateId = (text: string): GroupTemplateId => text as GroupTemplateId;

/** What an administrator says of a template. */
export interface DesiredGroupTemplate {
  readonly kind: GroupKind;
  /** As it was written: `profile.team`. */
  readonly attribute: string;
  /** The name of each group, `{value}` standing for the value. */
  readonly namePattern: string;
  readonly includesDeactivated: boolean;
}

export interface GroupTemplateState extends DesiredGroupTemplate {
  readonly id: GroupTemplateId;
  readonly accountId: AccountId;
  /** What `attribute` means. */
  readonly field: Field;
  readonly createdAt: Instant;
}

/** The template came into being, with a group for each value that there was; or is gone, and its groups with it. */
export type GroupTemplateEvent = DomainEvent<'GroupTemplateCreated' | 'GroupTemplateRemoved', 'template'>;

export type GroupTemplateChange = Change<GroupTemplate, GroupTemplateEvent>;

const placeholder = '{value}';
const namePatternCharactersMax = 100;
/** No group is made of longer values; folded, since that is the form in which they are compared. */
const valueCharactersMax = 120;
/** With room for what tells a group from another of that name. */
const nameCharactersMax = groupLimits.displayNameCharactersMax / 2;
const nameCodePointsMax = groupLimits.displayNameCodePointsMax - 20;

/** An attribute as templates ask about it: each value is compared as what it is. */
export const templateField = (field: Field): Field => ({ ...field, type: 'any', caseExact: false });

/** Makes a group for every value of an attribute, as the values appear, and retires it when the value is gone. */
export class GroupTemplate {
  private constructor(readonly state: GroupTemplateState) {}

  /** @throws DomainError `attributeInvalid`. */
  static create(
    id: GroupTemplateId,
    accountId: AccountId,
    desired: DesiredGroupTemplate,
    field: Field,
    at: Instant,
  ): GroupTemplateChange {
    const { namePattern } = desired;
    if (!namePattern.includes(placeholder) || hasMoreCodePoints(namePattern, namePatternCharactersMax)) {
      const message = `A group template's name pattern has at most ${namePatternCharactersMax} characters and "${placeholder}" where the value is to stand, such as "Team ${placeholder}"; this one is ${JSON.stringify(namePattern.slice(0, 80))}.`;
      throw new DomainError('attributeInvalid', message, { attribute: 'namePattern' });
    }
    const state = { ...desired, id, accountId, field: templateField(field), createdAt: at };
    const template = new GroupTemplate(state);
    return {
      state: template,
      events: [template.event('GroupTemplateCreated', at, {}, template.journaled())],
    };
  }

  static restore(state: GroupTemplateState): GroupTemplate {
    return new GroupTemplate(state);
  }

  remove(at: Instant): GroupTemplateChange {
    const events = [this.event('GroupTemplateRemoved', at, this.journaled(), {})];
    return { before: this, state: this, removes: true, events };
  }

  /** Whether there is to be a group for the value: a value that makes no name is passed over, and refuses nobody. */
  takes(value: Scalar): boolean {
    const text = foldCase(String(value));
    return text !== '' && !hasMoreCodePoints(text, valueCharactersMax) && this.nameOf(value).trim() !== '';
  }

  /** The values of an agent for which there are to be groups. */
  valuesIn(values: AttributeValues): readonly Scalar[] {
    const ofField = values.get(this.state.field.path) ?? [];
    return ofField.map(({ value }) => value).filter((value) => this.takes(value));
  }

  /** The name of the value's group; `others`: how many groups of that name there are already. */
  nameOf(value: Scalar, others = 0): string {
    const name = this.state.namePattern.replaceAll(placeholder, () => String(value));
    const short = shortened(name);
    return others === 0 ? short : `${short} (${others + 1})`;
  }

  /** Who belongs to the value's group. */
  ruleOf(value: Scalar): MembershipRule {
    const { field, attribute, includesDeactivated } = this.state;
    const criteria: Criteria = equals(field, value);
    const text = `${attribute} eq ${JSON.stringify(value)}`;
    return { text, criteria, always: [], never: [], includesDeactivated };
  }

  private journaled(): JsonObject {
    const { kind, attribute, namePattern, includesDeactivated } = this.state;
    return { kind, attribute, namePattern, includesDeactivated };
  }

  private event(
    type: GroupTemplateEvent['type'],
    at: Instant,
    before: JsonObject,
    after: JsonObject,
  ): GroupTemplateEvent {
    const { id, accountId, namePattern: name } = this.state;
    const changes = attributeChanges(before, after);
    return { type, accountId, at, target: { type: 'template', id, name }, changes };
  }
}

/** A name as it can be kept; one that is too long is cut between characters as people count them. */
function shortened(name: string): string {
  if (name.length <= nameCharactersMax) return name;
  let short = '';
  let characters = 0;
  let codePoints = 0;
  for (const character of charactersOf(name)) {
    characters += 1;
    codePoints += codePointsIn(foldCase(character));
    if (characters > nameCharactersMax || codePoints > nameCodePointsMax) break;
    short += character;
  }
  return short;
}
