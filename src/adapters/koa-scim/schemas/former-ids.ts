/**
 * URNs of SCIM 1.1 and of drafts of SCIM 2.0, which OneLogin's templates name: there the administrator writes the text
 * of the request.
 */
export const formerCoreIds = (name: 'User' | 'Group'): readonly string[] =>
  formerIds('urn:scim:schemas:core', name);

export const formerEnterpriseIds = formerIds('urn:scim:schemas:extension:enterprise', 'User');

function formerIds(family: string, name: string): readonly string[] {
  return ['1.0', '2.0'].flatMap((version) => [`${family}:${version}:${name}`, `${family}:${version}`]);
}
