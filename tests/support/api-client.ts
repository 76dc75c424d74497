import type { TokenScope } from '../../src/domain/permission/token-scope.ts';
import { ScimClient } from './scim-client.ts';
import type { TestAccount, TestServer } from './start-server.ts';

/** Speaks to the administration API with a new token of the account that has these scopes. */
export async function apiClient(
  server: TestServer,
  account: Pick<TestAccount, 'issueToken'>,
  ...scopes: readonly TokenScope[]
): Promise<ScimClient> {
  const { text } = await account.issueToken({ scopes: scopes.length === 0 ? ['admin:write'] : scopes });
  return new ScimClient(server.baseUrl('/api/v1'), {
    Authorization: `Bearer ${text}`,
    'Content-Type': 'application/json',
  });
}
