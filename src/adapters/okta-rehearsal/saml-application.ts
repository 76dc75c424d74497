import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import { selfSignedCertificate } from './self-signed-certificate.ts';

/** What the application at the identity provider is told of the service. */
export interface SamlAddresses {
  readonly acsUrl: string;
  readonly audience: string;
}

interface Subject {
  readonly userName: string;
  readonly externalId: string;
}

const minuteMilliseconds = 60_000;
const protocol = 'urn:oasis:names:tc:SAML:2.0:protocol';
const assertion = 'urn:oasis:names:tc:SAML:2.0:assertion';
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/** A SAML application as Okta has it, whose key is nowhere but here. */
export class SamlApplication {
  private readonly pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  private readonly certificate = selfSignedCertificate(this.pair, 'rehearsal', new Date()).toString('base64');

  /** @param id - that of another one, in whose name this one answers with its own key. */
  constructor(readonly id = `exk${randomUUID()}`) {}

  private get issuer(): string {
    return `http://www.okta.com/${this.id}`;
  }

  /** By which a connection is added. */
  get metadataXml(): string {
    return `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${this.issuer}"><md:IDPSSODescriptor protocolSupportEnumeration="${protocol}"><md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${this.certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://rehearsal.okta.example/app/${this.id}/sso/saml"/></md:IDPSSODescriptor></md:EntityDescriptor>`;
  }

  /**
   * Says that somebody has signed in.
   *
   * @param requestId - what it answers.
   * @returns `SAMLResponse` of the form.
   */
  response(
    requestId: string,
    { acsUrl, audience }: SamlAddresses,
    { userName, externalId }: Subject,
  ): string {
    const now = Date.now();
    const [at, from, until] = [0, -1, 5].map((minutes) =>
      new Date(now + minutes * minuteMilliseconds).toISOString(),
    );
    const [answers, acs, audienceText] = [requestId, acsUrl, audience].map(escaped);
    const issuer = `<saml2:Issuer xmlns:saml2="${assertion}">${this.issuer}</saml2:Issuer>`;
    const subject = `<saml2:Subject><saml2:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">${userName}</saml2:NameID><saml2:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml2:SubjectConfirmationData InResponseTo="${answers}" NotOnOrAfter="${until}" Recipient="${acs}"/></saml2:SubjectConfirmation></saml2:Subject>`;
    const conditions = `<saml2:Conditions NotBefore="${from}" NotOnOrAfter="${until}"><saml2:AudienceRestriction><saml2:Audience>${audienceText}</saml2:Audience></saml2:AudienceRestriction></saml2:Conditions>`;
    const authentication = `<saml2:AuthnStatement AuthnInstant="${at}"><saml2:AuthnContext><saml2:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</saml2:AuthnContextClassRef></saml2:AuthnContext></saml2:AuthnStatement>`;
    const attributes = `<saml2:AttributeStatement><saml2:Attribute Name="oktaId"><saml2:AttributeValue>${externalId}</saml2:AttributeValue></saml2:Attribute></saml2:AttributeStatement>`;
    const xml = `<saml2p:Response xmlns:saml2p="${protocol}" Destination="${acs}" ID="_${randomUUID()}" InResponseTo="${answers}" IssueInstant="${at}" Version="2.0">${issuer}<saml2p:Status><saml2p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></saml2p:Status><saml2:Assertion xmlns:saml2="${assertion}" ID="_${randomUUID()}" IssueInstant="${at}" Version="2.0">${issuer}${subject}${conditions}${authentication}${attributes}</saml2:Assertion></saml2p:Response>`;
    // The signature of the response covers that of the assertion.
    return Buffer.from(this.signed(this.signed(xml, 'Assertion'), 'Response')).toString('base64');
  }

  /** Behind its issuer, where the schema wants the signature (SAML 2.0 Core section 2.3.3). */
  private signed(xml: string, element: 'Assertion' | 'Response'): string {
    const xpath = `//*[local-name()='${element}']`;
    const signature = new SignedXml({
      privateKey: this.pair.privateKey.export({ type: 'pkcs8', format: 'pem' }),
      signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      canonicalizationAlgorithm: exclusive,
      idAttribute: 'ID',
    });
    signature.addReference({
      xpath,
      transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', exclusive],
      digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
    });
    const location = { reference: `${xpath}/*[local-name()='Issuer']`, action: 'after' } as const;
    signature.computeSignature(xml, { prefix: 'ds', location });
    return signature.getSignedXml();
  }
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
