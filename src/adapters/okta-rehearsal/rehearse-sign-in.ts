import { inflateRawSync } from 'node:zlib';
import { Browser } from './browser.ts';
import { bodyIsAddress, bodySays, type Expectation, statusIs } from './expectations.ts';
import type { OktaUser } from './okta-user.ts';
import type { Rehearsal } from './rehearsal.ts';
import { type SamlAddresses, SamlApplication } from './saml-application.ts';

/** A connection of the service, as it knows a SAML application from now on. */
export interface SamlConnection extends SamlAddresses {
  readonly id: string;
}

/** Adds a connection for the application that these metadata describe. */
export type ConnectSaml = (metadataXml: string) => Promise<SamlConnection>;

/** A person in front of a browser, whom Okta signs in by SAML whenever she is sent there. */
export class SignInRehearsal {
  private constructor(
    private readonly rehearsal: Rehearsal,
    private readonly application: SamlApplication,
    private readonly connection: SamlConnection,
    private readonly browser: Browser,
    private readonly user: OktaUser,
  ) {}

  /** @param baseUrl - that of SCIM, beside which people sign in. */
  static async prepare(rehearsal: Rehearsal, connect: ConnectSaml, baseUrl: string, user: OktaUser) {
    const application = new SamlApplication();
    const connection = await connect(application.metadataXml);
    const browser = new Browser(new URL(baseUrl).origin);
    return new SignInRehearsal(rehearsal, application, connection, browser, user);
  }

  async enter(): Promise<void> {
    const form = await this.answeredBy(this.application, 'Sign-in');
    await this.bring('Sign-in: her browser brings Okta’s response', form, statusIs(303), bodyIsAddress('/'));
    const home = await this.browser.send('GET', '/sign-out');
    this.rehearsal.judge('Sign-in: she is in', home, statusIs(200), [bodySays(this.user.userName)]);
    await this.bring(
      'Sign-in: a response that somebody else signed, which must be refused',
      await this.answeredBy(new SamlApplication(this.application.id), 'Sign-in'),
      statusIs(403),
      bodySays('You could not be signed in'),
    );
  }

  /** After she was deactivated. */
  async isKeptOut(): Promise<void> {
    const home = await this.browser.send('GET', '/sign-out');
    this.rehearsal.judge('Deactivation: her session is over', home, statusIs(303), [
      bodyIsAddress('/sign-in'),
    ]);
    const form = await this.answeredBy(this.application, 'Deactivation');
    await this.bring(
      'Deactivation: she signs in again, which must be refused',
      form,
      statusIs(403),
      bodySays('Your access has been taken away'),
    );
  }

  private async bring(
    title: string,
    form: Readonly<Record<string, string>>,
    ...[status, ...expectations]: readonly [status: Expectation, ...Expectation[]]
  ): Promise<void> {
    const answer = await this.browser.send('POST', `/sign-in/${this.connection.id}/saml/acs`, form);
    this.rehearsal.judge(title, answer, status, expectations);
  }

  /** Begins a sign-in. @returns the form that the application's page has the browser send. */
  private async answeredBy(
    application: SamlApplication,
    title: string,
  ): Promise<Readonly<Record<string, string>>> {
    const begun = await this.browser.send('GET', `/sign-in/${this.connection.id}`);
    this.rehearsal.judge(`${title}: she is sent to Okta`, begun, statusIs(303), [bodyIsAddress('/sso/saml')]);
    const { searchParams } = new URL(String(begun.body));
    const request = inflateRawSync(Buffer.from(searchParams.get('SAMLRequest') ?? '', 'base64')).toString();
    const [, requestId = ''] = /\bID="([^"]*)"/.exec(request) ?? [];
    return {
      SAMLResponse: application.response(requestId, this.connection, this.user),
      RelayState: searchParams.get('RelayState') ?? '',
    };
  }
}
