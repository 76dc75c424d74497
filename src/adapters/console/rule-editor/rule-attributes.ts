import { useQuery } from '@tanstack/react-query';
import type { FieldType } from '../../../criteria/field.ts';
import type { AttributeAnswer } from '../../koa-admin/answers/attribute-answers.ts';
import { customAttributes } from '../attributes/custom-attributes.ts';

/** Something that rules can ask about. */
export interface RuleAttribute {
  /** As rules write it. */
  readonly name: string;
  /** What people call it, where that was declared. */
  readonly displayName?: string;
  readonly type: Exclude<FieldType, 'any'>;
}

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** What every account has, of RFC 7643's User as far as people make rules of it. */
const standard: readonly RuleAttribute[] = [
  { name: 'active', type: 'boolean' },
  ...[
    ...['userName', 'displayName', 'name.givenName', 'name.familyName', 'emails.value', 'roles.value'],
    ...['title', 'userType', 'preferredLanguage', 'timezone', 'addresses.country', 'addresses.locality'],
    ...['department', 'division', 'organization', 'costCenter', 'employeeNumber', 'manager.value'].map(
      (name) => `${enterprise}:${name}`,
    ),
  ].map((name) => ({ name, type: 'text' as const })),
  { name: 'meta.created', type: 'instant' },
];

const types: Readonly<Record<string, RuleAttribute['type']>> = {
  number: 'number',
  boolean: 'boolean',
  instant: 'instant',
};

const ruleAttribute = ({ name, types: seen, declaration }: AttributeAnswer): RuleAttribute => ({
  name: `profile.${name}`,
  displayName: declaration?.displayName,
  type: types[declaration?.type ?? (seen.length === 1 ? (seen[0] ?? '') : '')] ?? 'text',
});

/** What rules of the account can ask about, its own attributes first. */
export function useRuleAttributes(): readonly RuleAttribute[] {
  const { data } = useQuery(customAttributes);
  const usable = data?.items.filter(({ retiredAt, renamedTo }) => !retiredAt && !renamedTo) ?? [];
  return [...usable.map(ruleAttribute), ...standard];
}
