import { SignedXml } from 'xml-crypto';
import { signingCertificates } from '../../src/adapters/identity-providers/signing-certificates.ts';
import { type SamlProvider, samlProvider } from '../../src/domain/sign-in/sso-provider.ts';
import { madeKeyPair } from './saml-metadata.ts';
import { type Answer, responseXml, spellings } from './saml-response-xml.ts';

const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const transforms = ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', exclusive];
const rsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const sha256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

type Part = 'Response' | 'Assertion';

interface Signing {
  readonly spelling?: Answer['spelling'];
  readonly algorithm?: string;
  readonly digest?: string;
  /** What is signed, where it is not both. */
  readonly parts?: readonly Part[];
}

/** An identity provider of the tests' own, which says and signs what it is told to. */
export class SamlIdp {
  private readonly pair = madeKeyPair();

  /** @param ssoUrl - where it is that people sign in at it. */
  constructor(private readonly ssoUrl = 'https://acme.okta.example/sso/saml?app=1') {}

  /** As a connection knows it. @param others - with whose certificates it signs as well. */
  provider(...others: readonly SamlIdp[]): SamlProvider {
    return samlProvider({
      issuer: 'http://www.okta.com/exk1',
      ssoUrl: this.ssoUrl,
      certificates: signingCertificates([...others, this].map(({ pair }) => pair.certificate)),
    });
  }

  get fingerprint(): string {
    return signingCertificates([this.pair.certificate])[0]?.fingerprint ?? '';
  }

  /** `SAMLResponse` of the form. */
  response(answer: Answer = {}, signing: Signing = {}): string {
    return base64(this.xml(answer, signing));
  }

  /** The response before it is encoded. Its signature covers that of the assertion. */
  xml(answer: Answer = {}, { parts = ['Response', 'Assertion'], ...signing }: Signing = {}): string {
    const inOrder = (['Assertion', 'Response'] as const).filter((part) => parts.includes(part));
    const { spelling } = answer;
    return inOrder.reduce((xml, part) => this.sign(xml, part, { spelling, ...signing }), responseXml(answer));
  }

  /** Signs the part, behind its issuer. */
  sign(xml: string, part: Part, { spelling = 'okta', algorithm = rsaSha256, digest = sha256 }: Signing = {}) {
    const { signature: prefix, signedPrefixes } = spellings[spelling];
    const xpath = `(//*[local-name()='${part}'])[1]`;
    const signature = new SignedXml({
      privateKey: this.pair.privateKey,
      publicCert: this.pair.certificate,
      signatureAlgorithm: algorithm,
      canonicalizationAlgorithm: exclusive,
      idAttribute: 'ID',
    });
    signature.addReference({
      xpath,
      transforms,
      digestAlgorithm: digest,
      inclusiveNamespacesPrefixList: signedPrefixes,
    });
    signature.computeSignature(xml, {
      prefix,
      location: { reference: `${xpath}/*[local-name()='Issuer']`, action: 'after' },
    });
    return signature.getSignedXml();
  }
}

export const base64 = (xml: string): string => Buffer.from(xml).toString('base64');
