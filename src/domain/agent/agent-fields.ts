import type { Field } from '../../criteria/field.ts';
import { foldCase } from '../../criteria/fold-case.ts';

const text = (path: string): Field => ({ path, type: 'text', caseExact: false });
const exactText = (path: string): Field => ({ path, type: 'text', caseExact: true });
const instant = (path: string): Field => ({ path, type: 'instant', caseExact: true });

/** What callers in process ask about most; any attribute's path can be asked about in the same way. */
export const agentFields = {
  id: exactText('id'),
  externalId: exactText('externalId'),
  userName: text('userName'),
  email: text('emails.value'),
  active: { path: 'active', type: 'boolean', caseExact: false },
  created: instant('meta.created'),
  lastModified: instant('meta.lastModified'),
  groupId: text('groups.value'),
} as const satisfies Record<string, Field>;

/**
 * Attributes whose letter case counts: of RFC 7643's those of the types binary and reference (sections 2.3.6 and 2.3.7).
 * What is compared so has to be indexed so.
 */
export const caseExactPaths: ReadonlySet<string> = new Set([
  ...['profileUrl', 'photos.value', 'x509Certificates.value'],
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.$ref',
]);

/** A custom attribute, by its name without `profile.`; each value is compared as what it is. */
export const profileField = (name: string): Field => ({
  path: `profile.${foldCase(name)}`,
  type: 'any',
  caseExact: false,
});
