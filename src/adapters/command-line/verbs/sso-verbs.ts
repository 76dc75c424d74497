import { type Command, Option } from 'commander';
import type { SsoConnection } from '../../../domain/sign-in/sso-connection.ts';
import { type AccountSession, type AddVerb, accountVerb } from '../account-verb.ts';
import { printable } from '../aligned-text.ts';
import { chooseConnection } from '../choose-connection.ts';
import { confirm } from '../confirm.ts';
import { connectionDocument, connectionText } from '../connection-text.ts';
import type { Installation } from '../installation.ts';
import type { Outcome } from '../output.ts';
import { publicAddressOf } from '../public-address.ts';
import { readInput } from '../read-input.ts';
import { ssoTestOutcome } from '../sso-test-outcome.ts';

export function addSsoVerbs(program: Command, installation: Installation): void {
  const sso = program.command('sso').description('Single Sign-On connections, by which agents sign in');
  for (const add of [list, addSaml, addOidc, change, remove, test]) add(sso, installation);
}

/** A verb that tells what to type into the identity provider, which follows from where browsers reach the service. */
const addressedVerb =
  <Options = object>(
    verb: Omit<Parameters<typeof accountVerb<Options>>[0], 'run'>,
    run: (session: AccountSession, options: Options, publicUrl: string, named: string) => Promise<Outcome>,
  ): AddVerb =>
  (parent, installation) =>
    accountVerb<Options>({
      ...verb,
      run: (session, options, named: string) =>
        run(session, options, publicAddressOf(installation.settings()), named),
    })(parent, installation);

const list = addressedVerb(
  { usage: 'list', summary: 'list the connections, with what to type into the identity provider' },
  async ({ application, caller }, _, publicUrl) => {
    const listed = await application.listSsoConnections(caller);
    const texts = listed.map((one) => connectionText(one, publicUrl));
    return {
      document: listed.map((one) => connectionDocument(one, publicUrl)),
      text: texts.length === 0 ? 'There is none, so that no agent can be provisioned.\n' : texts.join('\n'),
    };
  },
);

interface SamlOptions {
  readonly metadataUrl?: string;
  readonly metadataFile?: string;
}

interface OidcOptions {
  readonly issuer?: string;
  readonly clientId?: string;
  readonly clientSecretFile?: string;
}

const withMetadata = (command: Command): Command =>
  command
    .option('--metadata-url <url>', 'where its SAML metadata are, which are read again each day')
    .addOption(
      new Option('--metadata-file <file>', 'its SAML metadata, or "-" for standard input').conflicts(
        'metadataUrl',
      ),
    );

const secretOption = (): Option =>
  new Option('--client-secret-file <file>', 'a file with the client secret, or "-" for standard input');

const withClient = (command: Command): Command =>
  command
    .option('--issuer <url>', 'of OpenID Connect')
    .option('--client-id <id>', 'of OpenID Connect')
    .addOption(secretOption());

const settingsOf = async (options: SamlOptions & OidcOptions) => {
  const { metadataUrl, metadataFile, issuer, clientId, clientSecretFile } = options;
  return {
    ...{ metadataUrl, issuer, clientId },
    ...(metadataFile !== undefined && { metadataXml: await readInput(metadataFile) }),
    ...(clientSecretFile !== undefined && { clientSecret: (await readInput(clientSecretFile)).trim() }),
  };
};

const addSaml = addressedVerb<SamlOptions & { readonly name: string }>(
  {
    usage: 'add-saml',
    summary: 'have agents sign in by SAML 2.0',
    options: (command) => withMetadata(command).requiredOption('--name <name>', 'such as Okta'),
  },
  async ({ application, caller }, { name, ...options }, publicUrl) => {
    const settings = await settingsOf(options);
    return outcomeOf(await application.addSsoConnection(caller, { name, ...settings }), publicUrl);
  },
);

const addOidc = addressedVerb<OidcOptions & { readonly name: string }>(
  {
    usage: 'add-oidc',
    summary: 'have agents sign in by OpenID Connect',
    options: (command) =>
      command
        .requiredOption('--name <name>', 'such as Okta')
        .requiredOption('--issuer <url>', 'as it names itself, such as https://acme.okta.com')
        .requiredOption('--client-id <id>', 'what it calls this service')
        .addOption(secretOption().makeOptionMandatory()),
  },
  async ({ application, caller }, { name, ...options }, publicUrl) => {
    const settings = await settingsOf(options);
    return outcomeOf(await application.addSsoConnection(caller, { name, ...settings }), publicUrl);
  },
);

const change = addressedVerb<SamlOptions & OidcOptions & { readonly name?: string }>(
  {
    usage: 'change <connection>',
    summary: 'give a connection another name or other settings; the addresses stay',
    options: (command) => withClient(withMetadata(command).option('--name <name>', 'the new name')),
  },
  async (session, { name, ...options }, publicUrl, named) => {
    const { id } = (await chooseConnection(session, named)).state;
    const settings = await settingsOf(options);
    const changed = await session.application.changeSsoConnection(session.caller, { id, name, ...settings });
    return outcomeOf(changed, publicUrl);
  },
);

const remove = accountVerb<{ readonly yes?: true }>({
  usage: 'remove <connection>',
  summary: 'remove a connection; without any, nobody new is let in',
  options: (command) => command.option('--yes', 'do not ask'),
  run: async (session, options, named: string) => {
    const { id, name } = (await chooseConnection(session, named)).state;
    const connection = printable(`the connection ${JSON.stringify(name)} (${id})`);
    if (!options.yes) await confirm(`Remove ${connection}? Nobody can sign in by it any more.`, options);
    const { wasLast } = await session.application.removeSsoConnection(session.caller, { id });
    const gate = wasLast ? ' It was the last one: no agent can be provisioned until there is another.' : '';
    return { document: { id, status: 'removed', wasLast }, text: `Removed ${connection}.${gate}\n` };
  },
});

const test = accountVerb<SamlOptions & OidcOptions>({
  usage: 'test [connection]',
  summary: 'show what an identity provider says of itself, of a connection or before one is added or changed',
  options: (command) => withClient(withMetadata(command)),
  run: async (session, options, named?: string) => {
    const settings = await settingsOf(options);
    const id = named === undefined ? undefined : (await chooseConnection(session, named)).state.id;
    return ssoTestOutcome(await session.application.testSsoConnection(session.caller, { id, ...settings }));
  },
});

const outcomeOf = (connection: SsoConnection, publicUrl: string): Outcome => ({
  document: connectionDocument({ connection }, publicUrl),
  text: `${connectionText({ connection }, publicUrl)}\n${howToGoOn(publicUrl)}`,
});

const howToGoOn = (publicUrl: string): string =>
  publicUrl.startsWith('https:')
    ? 'Type these addresses into the identity provider.\n'
    : 'Type these addresses into the identity provider. They follow from ROLLCALL_PUBLIC_URL, which is to be the https address at which browsers reach the service.\n';
