import { complex, reference, string } from './define-attribute.ts';
import type { Schema } from './resource-type.ts';

/** RFC 7643 section 4.3, with the characteristics of section 8.7.1. */
export const enterpriseUserSchema: Schema = {
  id: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  name: 'EnterpriseUser',
  description: 'Enterprise User',
  attributes: [
    string('employeeNumber', 'The number or code that the organization gave the person.'),
    string('costCenter', 'The name of the cost center.'),
    string('organization', 'The name of the organization.'),
    string('division', 'The name of the division.'),
    string('department', 'The name of the department.'),
    complex('manager', "The person's manager.", [
      // SCIM 1.1 called it `managerId`, and OneLogin's templates still do.
      string('value', "The identifier of the manager's resource.", {
        formerNames: ['managerId'],
        neverBlank: true,
      }),
      reference('$ref', "The address of the manager's resource.", { referenceTypes: ['User'] }),
      string('displayName', "The manager's name.", { mutability: 'readOnly' }),
    ]),
  ],
};
