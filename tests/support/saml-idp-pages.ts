import { type Answer, answering, webServer } from './identity-provider.ts';
import { SamlIdp } from './saml-idp.ts';
import { acsOf, type SamlConnection, samlAnswer, samlRequestIn } from './signing-in.ts';

/**
 * An identity provider whose pages browsers visit, on another host than the service: whoever comes is Ada, and is sent back
 * by a form that sends itself.
 */
export async function samlIdpPages() {
  const server = await webServer(answering('', 'text/plain', 503));
  const url = server.url.replace('127.0.0.1', 'localhost');
  /** @param origin - of the service. */
  const knowing = (saml: SamlConnection, origin: string): void => {
    server.answer = (request, response) => {
      const asked = new URL(request.url ?? '/', url);
      const requestId = asked.pathname === '/tile' ? undefined : samlRequestIn(asked.href);
      const fields = {
        SAMLResponse: saml.idp.response(samlAnswer(saml, requestId)),
        RelayState: asked.searchParams.get('RelayState') ?? '',
      };
      posting(origin + acsOf(saml), fields)(request, response);
    };
  };
  return { idp: new SamlIdp(`${url}/sso`), tile: `${url}/tile`, knowing };
}

const posting = (action: string, fields: Readonly<Record<string, string>>): Answer =>
  answering(
    `<form method="post" action="${action}">${Object.entries(fields)
      .map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`)
      .join('')}</form><script>document.forms[0].submit()</script>`,
    'text/html',
  );
