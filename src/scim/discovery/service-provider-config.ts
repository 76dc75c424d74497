/** The limits of what is supported; sizes in bytes, times in seconds. */
export interface Supported {
  readonly bulk: { readonly maxOperations: number; readonly maxPayloadSize: number };
  readonly filter: { readonly maxResults: number };
  readonly pagination: {
    readonly defaultPageSize: number;
    readonly maxPageSize: number;
    readonly cursorTimeout: number;
  };
  readonly authenticationSchemes: readonly AuthenticationScheme[];
}

/** RFC 7643 section 5. */
export interface AuthenticationScheme {
  readonly type: 'oauth' | 'oauth2' | 'oauthbearertoken' | 'httpbasic' | 'httpdigest';
  readonly name: string;
  readonly description: string;
  readonly specUri?: string;
  readonly primary?: boolean;
}

/**
 * What the service can do, as RFC 7643 section 5 and RFC 9865 section 4 tell it; all of it, since clients take what is
 * missing as absent.
 */
export const serviceProviderConfig = (
  { bulk, filter, pagination, authenticationSchemes }: Supported,
  baseUrl: string,
) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
  patch: { supported: true },
  bulk: { supported: true, ...bulk },
  filter: { supported: true, ...filter },
  changePassword: { supported: false },
  sort: { supported: true },
  etag: { supported: true },
  pagination: { cursor: true, index: true, defaultPaginationMethod: 'index', ...pagination },
  authenticationSchemes,
  meta: { resourceType: 'ServiceProviderConfig', location: `${baseUrl}/ServiceProviderConfig` },
});
