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
import { searchSubject } from '../search/search-subject.ts';

const decidedByRules = 'rules decide who belongs to groups, and so cannot ask about them';
const shownOnly = 'it is no attribute of the agent but how the resource is shown';
const unaskableInRules = {
  ...{ groups: decidedByRules, schemas: shownOnly },
  ...{ 'meta.location': shownOnly, 'meta.version': shownOnly, 'meta.resourceType': shownOnly },
};
const addressed = 'only SCIM knows at which address it is shown';
const unaskableInLists = { 'meta.location': addressed, 'groups.$ref': addressed };

/** Rules and filters of lists in the grammar of SCIM's filters, about the attributes that a User of the account has. */
export class FilterRuleLanguage implements RuleLanguage {
  parse(text: string, known: readonly KnownProfileAttribute[]): Criteria {
    return readRule(() => compile(text, ruleSubject(known)));
  }

  parseFilter(text: string, known: readonly KnownProfileAttribute[]): Criteria {
    const subject = { ...searchSubject(accountUserType(known), ''), unaskable: unaskableInLists };
    try {
      return compile(text, subject);
    } catch (error) {
      if (!(error instanceof ScimError)) throw error;
      const details = { attribute: 'filter', position: error.position };
      throw new DomainError('filterInvalid', messageOf(error, 'filter'), details);
    }
  }

  parseAttribute(text: string, known: readonly KnownProfileAttribute[]): Field {
    const criteria = readRule(() => compile(`${text} pr`, ruleSubject(known)));
    if (criteria.kind === 'present' && !isColumn(criteria.field)) return criteria.field;
    const message = `${JSON.stringify(text.slice(0, 80))} has no values of which groups could be made; name an attribute such as profile.team or title.`;
    throw new DomainError('ruleInvalid', message, { attribute: 'attribute', position: 0 });
  }
}

const ruleSubject = (known: readonly KnownProfileAttribute[]): FilterSubject => ({
  attribute: wholeResource(accountUserType(known)),
  unaskable: unaskableInRules,
});

const compile = (text: string, subject: FilterSubject): Criteria =>
  compileFilter(requestedFilter(parseFilter(text), subject.attribute), subject);

/** A group for each id, name or moment would have one member. */
const isColumn = ({ path }: Field): boolean =>
  ['id', 'externalId', 'userName', 'active'].includes(path) || path.startsWith('meta.');

function readRule<Read>(read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
    const details = { attribute: 'rule', position: error.position };
    throw new DomainError('ruleInvalid', messageOf(error, 'rule'), details);
  }
}

/** The message of a text that cannot be parsed names the place already. */
function messageOf({ detail, position }: ScimError, text: 'filter' | 'rule'): string {
  const namesPlace = detail.startsWith('The filter');
  if (namesPlace || position === undefined) return detail.replace(/^The filter/, `The ${text}`);
  return `The ${text} is wrong at character ${position + 1}: ${detail}`;
}
