import type { ConnectionAddresses } from '../../src/domain/sign-in/connection-addresses.ts';
import type { Certificate } from './certificate.ts';

export const realmName = 'acme';

/** Somebody whom the identity provider knows. */
export interface Person {
  /** Of the identity provider; provisioned as `externalId`. */
  readonly id: string;
  readonly email: string;
  readonly givenName: string;
}

const person = (number: number, givenName: string): Person => ({
  id: `00000000-0000-4000-8000-00000000000${number}`,
  email: `${givenName.toLowerCase()}@example.com`,
  givenName,
});

export const ada = person(1, 'Ada');
export const bob = person(2, 'Bob');
export const carol = person(3, 'Carol');
export const dan = person(4, 'Dan');

/** What Keycloak imports at its start: who signs in, and the key with which it signs. */
export const realmOf = (signing: Certificate, password: string) => ({
  realm: realmName,
  enabled: true,
  users: [ada, bob, carol, dan].map(({ id, email, givenName }) => ({
    ...{ id, email, username: givenName.toLowerCase(), firstName: givenName, lastName: 'Example' },
    ...{ enabled: true, emailVerified: true },
    credentials: [{ type: 'password', value: password }],
  })),
  components: {
    'org.keycloak.keys.KeyProvider': [
      {
        name: 'signing',
        providerId: 'rsa',
        config: { privateKey: [signing.key], certificate: [signing.certificate], priority: ['1000'] },
      },
    ],
  },
});

export type RealmRepresentation = ReturnType<typeof realmOf>;

/** Of what the tile is called, by which the identity provider begins a sign-in without being asked. */
export const tile = 'rollcall';

/** By what Keycloak's administration names the client by SAML. */
export const samlClientId = '00000000-0000-4000-8000-00000000000c';

/** What an administrator enters there for a connection by SAML: its addresses, and what Rollcall asks for. */
export const samlClient = ({ acsUrl, audience }: Extract<ConnectionAddresses, { kind: 'saml' }>) => ({
  id: samlClientId,
  clientId: audience,
  protocol: 'saml',
  enabled: true,
  redirectUris: [acsUrl],
  attributes: {
    saml_assertion_consumer_url_post: acsUrl,
    'saml.server.signature': 'true',
    'saml.assertion.signature': 'true',
    'saml.signature.algorithm': 'RSA_SHA256',
    'saml.client.signature': 'false',
    'saml.authnstatement': 'true',
    'saml.force.post.binding': 'true',
    saml_force_name_id_format: 'true',
    saml_name_id_format: 'email',
    saml_idp_initiated_sso_url_name: tile,
  },
  protocolMappers: [
    {
      name: 'oktaId',
      protocol: 'saml',
      protocolMapper: 'saml-user-property-mapper',
      config: { 'user.attribute': 'id', 'attribute.name': 'oktaId', 'attribute.nameformat': 'Basic' },
    },
  ],
});

/** The same for a connection by OpenID Connect, which refuses codes without PKCE. */
export const oidcClient = (clientId: string, secret: string, redirectUri: string) => ({
  clientId,
  secret,
  protocol: 'openid-connect',
  enabled: true,
  publicClient: false,
  standardFlowEnabled: true,
  redirectUris: [redirectUri],
  attributes: { 'pkce.code.challenge.method': 'S256' },
});
