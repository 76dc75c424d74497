/** What the service can do, as RFC 7643 section 5 tells it; all of it, since clients take what is missing as absent. */
export const serviceProviderConfig = (limits: { readonly maxResults: number }, baseUrl: string) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: limits.maxResults },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: true },
  authenticationSchemes: [
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
  ],
  meta: { resourceType: 'ServiceProviderConfig', location: `${baseUrl}/ServiceProviderConfig` },
});
