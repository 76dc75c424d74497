import { binary, boolean, complex, plural, reference, string } from './define-attribute.ts';
import type { Schema } from './resource-type.ts';

const value = (description: string) => string('value', description);
const display = string('display', 'How people read the value.');
const readOnly = { mutability: 'readOnly' } as const;

const name = complex('name', "The parts of the user's name.", [
  string('formatted', 'The full name, for display.'),
  string('familyName', 'The family name, or last name.'),
  string('givenName', 'The given name, or first name.'),
  string('middleName', 'The middle names.'),
  string('honorificPrefix', 'The title before the name, such as "Ms.".'),
  string('honorificSuffix', 'The suffix after the name, such as "III".'),
]);

const addressParts = [
  string('formatted', 'The full address, for display or a mailing label.'),
  string('streetAddress', 'Street, house number and the like.'),
  string('locality', 'The city or locality.'),
  string('region', 'The state or region.'),
  string('postalCode', 'The postal code.'),
  string('country', 'The country, as an ISO 3166-1 alpha-2 code.'),
];

const groups = complex(
  'groups',
  "The groups to which the user belongs; changed through the groups' members.",
  [
    string('value', 'The identifier of the group.', readOnly),
    reference('$ref', 'The address of the group.', { ...readOnly, referenceTypes: ['User', 'Group'] }),
    string('display', "The group's name.", readOnly),
    string('type', 'Whether the membership is direct.', {
      ...readOnly,
      canonicalValues: ['direct', 'indirect'],
    }),
  ],
  { ...readOnly, multiValued: true },
);

/** RFC 7643 section 4.1, with the characteristics of section 8.7.1. */
export const userSchema: Schema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:User',
  name: 'User',
  description: 'User account',
  attributes: [
    string('userName', 'The name by which the user signs in.', { required: true, uniqueness: 'server' }),
    name,
    string('displayName', 'The name to show for the user.'),
    string('nickName', 'The casual name.'),
    reference('profileUrl', 'The address of a page about the user.', { referenceTypes: ['external'] }),
    string('title', 'The job title, such as "Vice President".'),
    string('userType', 'The relation to the organization, such as "Contractor".'),
    string('preferredLanguage', 'Preferred languages, as in an Accept-Language header.'),
    string('locale', 'The locale for dates, numbers and currency, such as "en-US".'),
    string('timezone', 'The time zone, such as "America/Los_Angeles".'),
    boolean('active', 'Whether the user may sign in.'),
    string('password', 'The password in clear text, to set it.', {
      mutability: 'writeOnly',
      returned: 'never',
    }),
    plural('emails', 'Email addresses.', [value('The email address.'), display], ['work', 'home', 'other']),
    plural(
      'phoneNumbers',
      'Phone numbers.',
      [value('The phone number.'), display],
      ['work', 'home', 'mobile', 'fax', 'pager', 'other'],
    ),
    plural(
      'ims',
      'Instant messaging addresses.',
      [value('The instant messaging address.'), display],
      ['aim', 'gtalk', 'icq', 'xmpp', 'msn', 'skype', 'qq', 'yahoo'],
    ),
    plural(
      'photos',
      'Pictures of the user.',
      [reference('value', 'The address of the picture.', { referenceTypes: ['external'] }), display],
      ['photo', 'thumbnail'],
    ),
    plural('addresses', 'Postal addresses.', addressParts, ['work', 'home', 'other']),
    groups,
    plural('entitlements', 'What the user is entitled to.', [value('The entitlement.'), display]),
    plural('roles', 'The user\'s roles, such as "Student".', [value('The role.'), display]),
    plural('x509Certificates', 'Certificates issued to the user.', [
      binary('value', 'The certificate, DER in base64.'),
      display,
    ]),
  ],
};
