import type { Command } from 'commander';
import { connectionAddresses } from '../../../domain/sign-in/connection-addresses.ts';
import type { SsoConnectionId, SsoConnectionState } from '../../../domain/sign-in/sso-connection.ts';
import { chooseAccount } from '../choose-account.ts';
import type { Installation, RehearsalReport, RehearsalRequest, SamlConnection } from '../installation.ts';
import { OperatorError } from '../operator-error.ts';
import { publicAddressOf } from '../public-address.ts';
import { accountOption, print, type VerbOptions, verb, withSession } from '../verb.ts';

type DemoOptions = VerbOptions & { baseUrl?: string; token?: string; account?: string };
type Play = (target: RehearsalRequest) => Promise<RehearsalReport>;

export function addDemoVerb(program: Command, installation: Installation): void {
  verb(program, 'demo', 'play what Okta sends and a sign-in, show each request and answer, and check them')
    .option('--base-url <url>', "the SCIM base URL; without it this configuration's service")
    .option('--token <token>', 'the API token; without it one is made for the time of the demo')
    .addOption(accountOption())
    .action(async (options: DemoOptions) => {
      // Text appears while the demo runs; a document only when it is whole.
      const show = options.json ? () => {} : (text: string) => void process.stdout.write(text);
      const { passed, steps } = await rehearseWithToken(installation, options, (target) =>
        installation.rehearse(target, show),
      );
      await print({ document: { passed, steps }, text: '', failed: !passed }, options);
    });
}

async function rehearseWithToken(
  installation: Installation,
  { baseUrl, token, account }: DemoOptions,
  play: Play,
): Promise<RehearsalReport> {
  if (token !== undefined) {
    const target = baseUrl ?? installation.settings().baseUrl;
    await installation.requireRollcall(target);
    return play({ baseUrl: target, token, removeAgent: false });
  }
  if (baseUrl !== undefined) {
    throw new OperatorError(
      'tokenMissing',
      `To play against ${baseUrl}, give its API token as well: --token TOKEN`,
    );
  }
  return rehearseHere(installation, account, play);
}

/** Against this configuration's service, with a token and a connection that live as long as the demo. */
async function rehearseHere(
  installation: Installation,
  account: string | undefined,
  play: Play,
): Promise<RehearsalReport> {
  const settings = installation.settings();
  const { baseUrl } = settings;
  await installation.requireRollcall(baseUrl);
  return withSession(installation, async (session) => {
    const { application } = session;
    const caller = await chooseAccount(session, account);
    // Several may run at once, and one that was interrupted leaves its token and its connection behind.
    const name = `demo of ${new Date().toISOString()}`;
    const { token, text } = await application.issueToken(caller, { name, expiresInDays: 1 });
    const added: SsoConnectionId[] = [];
    const connectSaml = async (metadataXml: string) => {
      const { state } = await application.addSsoConnection(caller, { name, metadataXml });
      added.push(state.id);
      return samlConnectionOf(state, publicAddressOf(settings));
    };
    try {
      return await play({ baseUrl, token: text, removeAgent: true, connectSaml });
    } finally {
      for (const id of added) await application.removeSsoConnection(caller, { id });
      await application.revokeToken(caller, { id: token.state.id });
    }
  });
}

function samlConnectionOf(state: SsoConnectionState, publicUrl: string): SamlConnection {
  const addresses = connectionAddresses(state, publicUrl);
  if (addresses?.kind !== 'saml') throw new Error('Nobody signs in by this connection with SAML.');
  return { id: state.id, ...addresses };
}
