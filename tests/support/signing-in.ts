import { randomUUID } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import type { DesiredAgent } from '../../src/domain/agent/desired-agent.ts';
import type { AgentId } from '../../src/domain/shared/identifiers.ts';
import { type Instant, instantOf, instantPlus } from '../../src/domain/shared/instant.ts';
import type { Answer } from '../adapters/koa-http/serving.ts';
import { Browser, formIn } from './browser.ts';
import { signedInAt } from './oidc-idp.ts';
import type { Answer as SamlSaid } from './saml-response-xml.ts';
import { addOidc, addSaml } from './sign-in-connections.ts';
import type { TestServer } from './start-server.ts';

type SamlConnection = Awaited<ReturnType<typeof addSaml>>;
type OidcConnection = Awaited<ReturnType<typeof addOidc>>;

const minute = 60_000;

/** An account with both kinds of connections, to which Ada may sign in as an administrator. */
export async function accountToEnter(server: TestServer, name = 'Acme') {
  const { caller, journal } = await server.openAccount(name, { sso: false });
  const origin = server.baseUrl('');
  const saml = await addSaml(server.unitOfWork, caller, origin);
  const oidc = await addOidc(server.unitOfWork, caller, origin);
  const provision = async (fields: Partial<DesiredAgent> = {}): Promise<AgentId> => {
    const roles = [{ value: 'admin' }];
    const desired = {
      userName: 'ada@example.com',
      active: true,
      profile: {},
      directory: { roles },
      ...fields,
    };
    return (await server.application.provisionAgent(caller, { desired })).agent.state.id;
  };
  return { caller, journal, saml, oidc, provision, browser: () => new Browser(origin) };
}

/** The request that a browser was sent to a SAML identity provider with. */
export const samlRequestIn = (location: string | undefined): string => {
  const { searchParams } = new URL(location ?? '');
  const xml = inflateRawSync(Buffer.from(searchParams.get('SAMLRequest') ?? '', 'base64')).toString();
  return / ID="([^"]+)"/.exec(xml)?.[1] ?? '';
};

/** What the identity provider answers to a request; the rest is as in a right answer, and of this moment. */
export function samlAnswer(
  { addresses: { acsUrl, audience } }: SamlConnection,
  requestId: string | undefined,
  said: SamlSaid = {},
  now: Instant = instantOf(new Date()),
): SamlSaid {
  return {
    ...{ inResponseTo: requestId, subjectInResponseTo: requestId, assertionId: `_${randomUUID()}` },
    ...{ destination: acsUrl, recipient: acsUrl, audiences: [audience] },
    ...{ notBefore: instantPlus(now, -minute), notOnOrAfter: instantPlus(now, 5 * minute) },
    confirmedUntil: instantPlus(now, 5 * minute),
    ...said,
  };
}

export const acsOf = ({ id }: SamlConnection): string => `/sign-in/${id}/saml/acs`;

/** Has the browser bring a response, from the identity provider's page and then from our own. */
export async function bring(
  browser: Browser,
  saml: SamlConnection,
  response: string,
  relayState = '',
): Promise<Answer> {
  const fields = { SAMLResponse: response, RelayState: relayState };
  const page = await browser.post(acsOf(saml), fields, { isCrossSite: true });
  return page.text.includes('name="again"') ? browser.post(acsOf(saml), formIn(page)) : page;
}

/** Signs in from the first page to the last. @returns the last answer. */
export async function signInBySaml(
  browser: Browser,
  saml: SamlConnection,
  said: SamlSaid = {},
  path = '',
): Promise<Answer> {
  const { headers } = await browser.get(`/sign-in/${saml.id}${path}`);
  const answer = samlAnswer(saml, samlRequestIn(headers.location), said);
  return bring(browser, saml, saml.idp.response(answer));
}

export async function signInByOidc(browser: Browser, oidc: OidcConnection, path = ''): Promise<Answer> {
  const { headers } = await browser.get(`/sign-in/${oidc.id}${path}`);
  const query = await signedInAt(headers.location ?? '', oidc.redirectUri);
  return browser.get(`${oidc.redirectUri}?${query}`);
}

export const sessionIn = ({ cookies }: Browser): string | undefined => cookies.get('rollcall');
