import { randomBytes } from 'node:crypto';
import type { ConnectionAddresses } from '../../src/domain/sign-in/connection-addresses.ts';
import { type Certificate, makeCertificate } from './certificate.ts';
import { HttpsFront } from './https-front.ts';
import { Keycloak } from './keycloak.ts';
import { ada, bob, carol, oidcClient, type Person, realmOf, samlClient } from './realm.ts';
import { Rollcall } from './rollcall.ts';

export interface Connection {
  readonly id: string;
  readonly name: string;
}

/** Keycloak and Rollcall, which know of each other what administrators have typed into each. */
export interface Installation {
  /** Where browsers reach Rollcall. */
  readonly url: string;
  readonly keycloak: Keycloak;
  readonly rollcall: Rollcall;
  readonly saml: Connection;
  readonly oidc: Connection;
  /** Of everybody at Keycloak. */
  readonly password: string;
  /** With which Keycloak signs. */
  readonly signing: Certificate;
  stop(): Promise<void>;
}

interface Added<Kind extends ConnectionAddresses['kind']> extends Connection {
  readonly addresses: Extract<ConnectionAddresses, { readonly kind: Kind }>;
}

/** As what Keycloak knows Rollcall by OpenID Connect. */
export const clientId = 'rollcall';

/** @param folder - for the database and the keys. */
export async function install(folder: string): Promise<Installation> {
  const password = randomBytes(12).toString('hex');
  const signing = makeCertificate(folder, 'acme');
  const keycloak = await Keycloak.start(realmOf(signing, password));
  const front = await HttpsFront.listen(makeCertificate(folder, 'localhost'));
  const rollcall = new Rollcall(folder, front.url);
  const stop = async () => {
    await rollcall.stop();
    front.stop();
    await keycloak.stop();
  };
  try {
    rollcall.verb(['migrate']);
    rollcall.verb(['account', 'create', '--name', 'Acme']);
    const metadataUrl = `${keycloak.realmUrl}/protocol/saml/descriptor`;
    const saml = rollcall.verb([
      ...['sso', 'add-saml', '--name', 'Keycloak by SAML', '--metadata-url', metadataUrl],
    ]) as Added<'saml'>;
    const secret = randomBytes(24).toString('base64url');
    const client = ['--issuer', keycloak.realmUrl, '--client-id', clientId, '--client-secret-file', '-'];
    const oidc = rollcall.verb(
      ['sso', 'add-oidc', '--name', 'Keycloak by OpenID Connect', ...client],
      secret,
    ) as Added<'oidc'>;
    await keycloak.administer('POST', '/clients', samlClient(saml.addresses));
    await keycloak.administer('POST', '/clients', oidcClient(clientId, secret, oidc.addresses.redirectUri));
    front.passTo(await rollcall.serve());
    await provision(rollcall);
    return { url: front.url, keycloak, rollcall, saml, oidc, password, signing, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Dan is left out: Keycloak knows people whom nobody has assigned to Rollcall. */
async function provision(rollcall: Rollcall): Promise<void> {
  const admin = [{ value: 'admin' }];
  await rollcall.scim('POST', '/Users', userOf(ada, { roles: admin }));
  await rollcall.scim('POST', '/Users', userOf(bob, { roles: admin, active: false }));
  await rollcall.scim('POST', '/Users', userOf(carol, {}));
}

const userOf = ({ id, email, givenName }: Person, fields: object) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  ...{ userName: email, externalId: id, name: { givenName }, ...fields },
});
