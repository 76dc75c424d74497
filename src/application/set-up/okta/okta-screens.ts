import type { OktaField, OktaScreen, SetUpStep } from './set-up.ts';

const typed = (name: string, value: string): OktaField => ({ name, value, isTyped: true });
const chosen = (name: string, value: string): OktaField => ({ name, value, isTyped: false });
const address = (name: string, path: string): OktaField => ({ name, path, isTyped: true });

const usernameFormat = chosen('Application username format', 'Email');
const usernameUpdate = chosen('Update application username on', 'Create and update');

/** Where Okta sends people who sign in, below the service's own address; before the connection is there nobody knows. */
export interface SamlPaths {
  readonly acs: string;
  readonly audience: string;
}

const samlScreens = ({ acs, audience }: SamlPaths): readonly OktaScreen[] => [
  {
    menu: acs === '' ? 'Applications → Create App Integration → SAML 2.0' : 'General → SAML Settings → Edit',
    fields: [
      address('Single sign-on URL', acs),
      address('Audience URI (SP Entity ID)', audience),
      chosen('Name ID format', 'EmailAddress'),
      chosen('Application username', 'Email'),
    ],
  },
  { menu: 'Attribute Statements', fields: [typed('oktaId', 'user.id'), typed('email', 'user.email')] },
];

const integrationScreens: readonly OktaScreen[] = [
  { menu: 'General → App Settings', fields: [chosen('Provisioning', 'SCIM')] },
  {
    menu: 'Provisioning → Integration',
    fields: [
      address('SCIM connector base URL', 'scim/v2'),
      typed('Unique identifier field for users', 'userName'),
      chosen('Supported provisioning actions', 'Push New Users, Push Profile Updates'),
      chosen('Authentication mode', 'Basic Auth'),
      typed('Username', 'apikey'),
      chosen('Password', 'the API token'),
    ],
  },
];

const toAppScreens: readonly OktaScreen[] = [
  { menu: 'Sign On → Settings', fields: [usernameFormat, usernameUpdate] },
  {
    menu: 'Provisioning → To App',
    fields: [
      chosen('Create Users', 'enabled'),
      chosen('Update User Attributes', 'enabled'),
      chosen('Deactivate Users', 'enabled'),
      chosen('Sync Password', 'off'),
    ],
  },
];

const attributeScreens: readonly OktaScreen[] = [
  {
    menu: 'Directory → Profile Editor → your application → Add Attribute',
    fields: [
      typed('Variable name', 'location'),
      typed('External name', 'profile.location'),
      typed('External namespace', 'urn:ietf:params:scim:schemas:core:2.0:User'),
      chosen('Scope', 'User personal ticked'),
    ],
  },
];

/** What is typed where. The guide for Okta has the same, which a test holds. */
export const oktaScreens = (saml: SamlPaths): Readonly<Record<SetUpStep['id'], readonly OktaScreen[]>> => ({
  singleSignOn: samlScreens(saml),
  integration: integrationScreens,
  toApp: toAppScreens,
  attributes: attributeScreens,
});
