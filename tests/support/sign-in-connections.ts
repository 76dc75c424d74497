import { randomUUID } from 'node:crypto';
import { AesSecretSeal } from '../../src/adapters/node-runtime/aes-secret-seal.ts';
import { providedKeys, secretKeysIn } from '../../src/adapters/node-runtime/secret-keys.ts';
import type { Caller } from '../../src/application/ports/caller.ts';
import type { UnitOfWork } from '../../src/application/ports/unit-of-work.ts';
import { connectionAddresses } from '../../src/domain/sign-in/connection-addresses.ts';
import {
  SsoConnection,
  type SsoConnectionId,
  ssoConnectionId,
} from '../../src/domain/sign-in/sso-connection.ts';
import { oidcProvider, type SsoProvider } from '../../src/domain/sign-in/sso-provider.ts';
import { noon } from './agents.ts';
import { oidcIdp, oidcSecret } from './oidc-idp.ts';
import { SamlIdp } from './saml-idp.ts';

/** With what servers seal their secrets whose connections are made here. */
export const secretKey = 'k'.repeat(32);

const seal = new AesSecretSeal(providedKeys(secretKeysIn(secretKey)));

type Add = (
  unitOfWork: UnitOfWork,
  caller: Caller,
  publicUrl: string,
  name?: string,
) => Promise<{ readonly id: SsoConnectionId }>;

async function stored(
  unitOfWork: UnitOfWork,
  caller: Caller,
  id: SsoConnectionId,
  name: string,
  provider: SsoProvider,
): Promise<void> {
  const change = SsoConnection.add(id, caller.accountId, name, provider, noon);
  await unitOfWork.transact(caller, ({ ssoConnections }) => ssoConnections.store(change));
}

/** To make a key takes long. */
let idpOfFile: SamlIdp | undefined;

/** With an identity provider of the tests' own. */
export async function addSaml(...[unitOfWork, caller, publicUrl, name = 'Okta']: Parameters<Add>) {
  idpOfFile ??= new SamlIdp();
  const idp = idpOfFile;
  const id = ssoConnectionId(randomUUID());
  const provider = idp.provider();
  await stored(unitOfWork, caller, id, name, provider);
  const addresses = connectionAddresses({ id, provider }, publicUrl);
  if (addresses?.kind !== 'saml') throw new TypeError('SAML has an ACS.');
  return { id, idp, addresses };
}

/** With a real OpenID Connect provider. */
export async function addOidc(...[unitOfWork, caller, publicUrl, name = 'Okta OIDC']: Parameters<Add>) {
  const id = ssoConnectionId(randomUUID());
  const redirectUri = `${publicUrl}/sign-in/${id}/oidc/callback`;
  const idp = await oidcIdp(redirectUri);
  const { accountId } = caller;
  const provider = oidcProvider({
    ...{ issuer: idp.issuer, clientId: 'rollcall', clientSecretSetAt: noon },
    clientSecret: seal.seal(oidcSecret, { accountId, id }),
  });
  await stored(unitOfWork, caller, id, name, provider);
  return { id, idp, redirectUri };
}
