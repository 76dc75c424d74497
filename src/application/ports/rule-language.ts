import type { Criteria } from '../../criteria/criteria.ts';
import type { Field } from '../../criteria/field.ts';
import type { KnownProfileAttribute } from '../../domain/profile-attribute/known-profile-attribute.ts';

/** The language in which rules, and filters of lists, are written: that of SCIM's filters (RFC 7644 section 3.4.2.2). */
export interface RuleLanguage {
  /**
   * @param known - the custom attributes of the account; others cannot be asked about.
   * @throws DomainError `ruleInvalid`, with the place of the mistake: `position` in its details, from 0.
   */
  parse(text: string, known: readonly KnownProfileAttribute[]): Criteria;
  /**
   * What a list of agents is to be about, which may ask about their groups as well.
   *
   * @throws DomainError `filterInvalid`, with the place of the mistake as above.
   */
  parseFilter(text: string, known: readonly KnownProfileAttribute[]): Criteria;
  /**
   * One attribute, such as `profile.team`.
   *
   * @throws DomainError `ruleInvalid`.
   */
  parseAttribute(text: string, known: readonly KnownProfileAttribute[]): Field;
}
