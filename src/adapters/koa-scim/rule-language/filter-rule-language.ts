import type { RuleLanguage } from '../../../application/ports/rule-language.ts';
import type { Criteria } from '../../../criteria/criteria.ts';
import type { Field } from '../../../criteria/field.ts';
import type { KnownProfileAttribute } from '../../../domain/profile-attribute/known-profile-attribute.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import { compileFilter } from '../../../scim/filter/compile-filter.ts';
import type { FilterSubject } from '../../../scim/filter/filter-subject.ts';
import { parseFilter } from '../../../scim/filter/parse-filter.ts';
import { wholeResource } from '../../../scim/schema/find-attribute.ts';
import { ScimError } from '../../../scim/scim-error.ts';
import { requestedFilter } from '../client-requests.ts';
import { accountUserType } from '../schemas/user-type.ts';

const decidedByRules = 'rules decide who belongs to groups, and so cannot ask about them';
const shownOnly = 'it is no attribute of the agent but how the resource is shown';
const unaskable = {
  ...{ groups: decidedByRules, schemas: shownOnly },
  ...{ 'meta.location': shownOnly, 'meta.version': shownOnly, 'meta.resourceType': shownOnly },
};

/** Rules in the grammar of SCIM's filters, about the attributes that a User of the account has. */
export class FilterRuleLanguage implements RuleLanguage {
  parse(text: string, known: readonly KnownProfileAttribute[]): Criteria {
    return readRule(() => compile(text, known));
  }

  parseAttribute(text: string, known: readonly KnownProfileAttribute[]): Field {
    const criteria = readRule(() => compile(`${text} pr`, known));
    if (criteria.kind === 'present' && !isColumn(criteria.field)) return criteria.field;
    const message = `${JSON.stringify(text.slice(0, 80))} has no values of which groups could be made; name an attribute such as profile.team or title.`;
    throw new DomainError('ruleInvalid', message, { attribute: 'attribute', position: 0 });
  }
}

function compile(text: string, known: readonly KnownProfileAttribute[]): Criteria {
  const attribute = wholeResource(accountUserType(known));
  const subject: FilterSubject = { attribute, unaskable };
  return compileFilter(requestedFilter(parseFilter(text), attribute), subject);
}

/** A group for each id, name or moment would have one member. */
const isColumn = ({ path }: Field): boolean =>
  ['id', 'externalId', 'userName', 'active'].includes(path) || path.startsWith('meta.');

function readRule<Read>(read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
    const { detail, position } = error;
    const text = detail.replace(/^The filter/, 'The rule');
    // The message of a text that cannot be parsed names the place already.
    const message =
      text !== detail || position === undefined
        ? text
        : `The rule is wrong at character ${position + 1}: ${detail}`;
    throw new DomainError('ruleInvalid', message, { attribute: 'rule', position });
  }
}
