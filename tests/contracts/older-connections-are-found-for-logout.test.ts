import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataSourceOf } from '../../src/adapters/typeorm-persistence/data-source.ts';
import { ssoConnectionEntity } from '../../src/adapters/typeorm-persistence/entities/sso-connection-entity.ts';
import { SignInLinksAndLogout1764513130000 } from '../../src/adapters/typeorm-persistence/migrations/1764513130000-sign-in-links-and-logout.ts';
import { oidcProvider, type SsoProvider, samlProvider } from '../../src/domain/sign-in/sso-provider.ts';
import { onEachDatabase } from '../support/databases.ts';
import { addedConnection, metadata, providers } from '../support/sso-connections.ts';
import { TestServer } from '../support/start-server.ts';

onEachDatabase('a connection that was there before logout tokens', (product) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start(await product.freshUrl());
  });
  afterAll(() => server.stop());

  test('has the key that it would have if it were added now, however long its names are', async () => {
    const { caller } = await server.openAccount();
    const long = 'x'.repeat(1000);
    const kept: Readonly<Record<string, SsoProvider>> = {
      saml: providers.saml,
      oidc: providers.oidc,
      'long saml': samlProvider(metadata({ issuer: `https://idp.example/${long}` })),
      'long oidc': oidcProvider({ ...providers.oidc, clientId: long }),
    };
    for (const [name, provider] of Object.entries(kept))
      await server.unitOfWork.transact(caller, ({ ssoConnections }) =>
        ssoConnections.store(addedConnection(provider, name, caller.accountId)),
      );
    const dataSource = await dataSourceOf(server.databaseUrl).initialize();
    const runner = dataSource.createQueryRunner();
    const keys = async () =>
      (await dataSource.manager.find(ssoConnectionEntity, { order: { name: 'ASC' } })).map(
        ({ name, logout_key }) => [name, logout_key],
      );
    try {
      const before = await keys();
      expect(Object.fromEntries(before)).toMatchObject({
        ...{ saml: 'http://www.okta.com/exk1', oidc: 'https://acme.okta.example 0oa1' },
        'Sign-in elsewhere': null,
      });
      const migration = new SignInLinksAndLogout1764513130000();
      await migration.down(runner);
      await migration.up(runner);
      expect(await keys()).toEqual(before);
      await migration.up(runner);
      expect(await keys()).toEqual(before);
    } finally {
      await runner.release();
      await dataSource.destroy();
    }
  });
});
