import type { AuthenticationScheme } from '../../../scim/discovery/service-provider-config.ts';

/** The ways in which clients present an API token; the bare ones of `presented-token` have no name in RFC 7643. */
export const authenticationSchemes: readonly AuthenticationScheme[] = [
  {
    type: 'httpbasic',
    name: 'HTTP Basic',
    description: 'User name "apikey", the API token as the password.',
    specUri: 'https://www.rfc-editor.org/info/rfc7617',
    primary: true,
  },
  {
    type: 'oauthbearertoken',
    name: 'Bearer token',
    description: 'The API token in the Authorization header, after "Bearer".',
    specUri: 'https://www.rfc-editor.org/info/rfc6750',
    primary: false,
  },
];
