import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder.ts';

/** As Okta publishes them for an application, with a certificate that lasts a hundred years. */
export const oktaMetadata = readFileSync('tests/fixtures/saml/okta-metadata.xml', 'utf8');

const oktaCertificate = /<ds:X509Certificate>([^<]+)</.exec(oktaMetadata)?.[1] ?? '';

/** A certificate of its own, as metadata hold it. */
export const madeCertificate = (key?: readonly string[], days?: number): string =>
  madeKeyPair(key, days).certificate;

/** The same with the private key, in PEM. */
export function madeKeyPair(key: readonly string[] = ['rsa:2048'], days = 365) {
  const file = join(temporaryFolder(), 'certificate.pem');
  const [newKey = '', ...options] = key;
  const subject = ['-subj', '/O=Acme/CN=acme', '-days', String(days)];
  const made = ['-newkey', newKey, ...options.flatMap((option) => ['-pkeyopt', option])];
  execFileSync(
    'openssl',
    ['req', '-x509', '-noenc', ...made, ...subject, '-keyout', `${file}.key`, '-out', file],
    { stdio: 'ignore' },
  );
  return {
    certificate: readFileSync(file, 'utf8').replaceAll(/-----[A-Z ]+-----|\n/g, ''),
    privateKey: readFileSync(`${file}.key`, 'utf8'),
  };
}

interface Varied {
  readonly entityId?: string;
  readonly certificates?: readonly string[];
  /** Attributes of the entity. */
  readonly attributes?: string;
}

/** The same with only what matters said otherwise. */
export function samlMetadataWith({ entityId, certificates, attributes = '' }: Varied): string {
  const keyOf = (certificate: string) => oktaKey.replace(oktaCertificate, certificate);
  return oktaMetadata
    .replace(oktaKey, certificates === undefined ? oktaKey : certificates.map(keyOf).join(''))
    .replace('entityID="http://www.okta.com/exk1fcia6d6EMsf331d8"', (known) =>
      entityId === undefined ? known : `entityID="${entityId}"`,
    )
    .replace('<md:EntityDescriptor ', `<md:EntityDescriptor ${attributes} `);
}

const oktaKey = /<md:KeyDescriptor.*<\/md:KeyDescriptor>/s.exec(oktaMetadata)?.[0] ?? '';
