import type { Criteria } from '../../criteria/criteria.ts';
import type { Field } from '../../criteria/field.ts';
import type { KnownProfileAttribute } from '../../domain/profile-attribute/known-profile-attribute.ts';

/** The language in which rules are written: that of SCIM's filters (RFC 7644 section 3.4.2.2). */
export interface RuleLanguage {
  /**
   * @param known - the custom attributes of the account; others cannot be asked about.
   * @throws DomainError `ruleInvalid`, with the place of the mistake: `position` in its details, from 0.
   */
  parse(text: string, known: readonly KnownProfileAttribute[]): Criteria;
  /**
   * One attribute, such as `profile.team`.
   *
   * @throws DomainError `ruleInvalid`.
   */
  parseAttribute(text: string, known: readonly KnownProfileAttribute[]): Field;
}
