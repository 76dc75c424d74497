import { type Command, Option } from 'commander';
import type { Account } from '../../../domain/account/account.ts';
import { details, table } from '../aligned-text.ts';
import { chooseAccount } from '../choose-account.ts';
import type { Installation } from '../installation.ts';
import type { Outcome } from '../output.ts';
import { accountOption, runVerb, type VerbOptions, verb } from '../verb.ts';

export function addAccountVerbs(program: Command, installation: Installation): void {
  const account = program.command('account').description('Accounts (companies) and their Single Sign-On');

  verb(account, 'create', 'open an account')
    .requiredOption('--name <name>', "the company's name")
    .option('--sso-issuer <url>', "the Okta organisation's address, where Single Sign-On is set up already")
    .action((options: VerbOptions & { name: string; ssoIssuer?: string }) =>
      runVerb(installation, options, async ({ application, operator }) => {
        const { name, ssoIssuer } = options;
        return accountOutcome(await application.openAccount(operator, { name, ssoIssuer }));
      }),
    );

  verb(account, 'list', 'list the accounts, the oldest first').action((options: VerbOptions) =>
    runVerb(installation, options, async ({ application, operator }) => {
      const accounts = await application.listAccounts(operator);
      const rows = accounts.map(({ state }) => {
        const { id, name, sso, groupsOverScim, createdAt } = state;
        return [id, name, sso?.issuer, onOrOff(groupsOverScim), createdAt];
      });
      return {
        document: accounts.map(accountDocument),
        text: table(['ID', 'NAME', 'SINGLE SIGN-ON', 'GROUPS OVER SCIM', 'CREATED'], rows),
      };
    }),
  );

  verb(account, 'show <id>', 'show an account').action((id: string, options: VerbOptions) =>
    runVerb(installation, options, async (session) => {
      const caller = await chooseAccount(session, id);
      return accountOutcome(await session.application.readAccount(caller));
    }),
  );

  verb(account, 'connect-sso <id>', 'mark Single Sign-On with Okta as set up, so that agents are let in')
    .requiredOption('--issuer <url>', "the Okta organisation's address, such as https://acme.okta.com")
    .action((id: string, options: VerbOptions & { issuer: string }) =>
      runVerb(installation, options, async (session) => {
        const caller = await chooseAccount(session, id);
        return accountOutcome(await session.application.connectSso(caller, { issuer: options.issuer }));
      }),
    );

  verb(account, 'disconnect-sso <id>', 'mark Single Sign-On as gone, so that nobody new is let in').action(
    (id: string, options: VerbOptions) =>
      runVerb(installation, options, async (session) => {
        const caller = await chooseAccount(session, id);
        return accountOutcome(await session.application.disconnectSso(caller));
      }),
  );

  verb(account, 'groups', 'let Okta push and import groups, or keep it from doing so; the groups stay')
    .addOption(accountOption())
    .addOption(
      new Option('--over-scim <on-or-off>', 'whether SCIM offers groups')
        .choices(['on', 'off'])
        .makeOptionMandatory(),
    )
    .action((options: VerbOptions & { account?: string; overScim: 'on' | 'off' }) =>
      runVerb(installation, options, async (session) => {
        const caller = await chooseAccount(session, options.account);
        const { switchGroupsOverScim } = session.application;
        return accountOutcome(await switchGroupsOverScim(caller, { on: options.overScim === 'on' }));
      }),
    );

  verb(account, 'attributes', 'take custom attributes as they come, or those only that were declared')
    .addOption(accountOption())
    .addOption(
      new Option('--undeclared <what>', 'what becomes of attributes that nobody declared')
        .choices(['take', 'refuse'])
        .makeOptionMandatory(),
    )
    .action((options: VerbOptions & { account?: string; undeclared: 'take' | 'refuse' }) =>
      runVerb(installation, options, async (session) => {
        const caller = await chooseAccount(session, options.account);
        const { acceptUndeclaredAttributes } = session.application;
        return accountOutcome(
          await acceptUndeclaredAttributes(caller, { accepted: options.undeclared === 'take' }),
        );
      }),
    );
}

const takenOrRefused = (accepted: boolean): string => (accepted ? 'taken' : 'refused');
const onOrOff = (on: boolean): string => (on ? 'on' : 'off');

const accountDocument = ({ state }: Account) => {
  const { id, name, sso, groupsOverScim, acceptsUndeclared, createdAt, lastModifiedAt } = state;
  return { id, name, sso: sso ?? null, groupsOverScim, acceptsUndeclared, createdAt, lastModifiedAt };
};

function accountOutcome(account: Account): Outcome {
  const { id, name, sso, groupsOverScim, acceptsUndeclared, createdAt } = account.state;
  return {
    document: accountDocument(account),
    text: details({
      id,
      name,
      'Single Sign-On': sso?.issuer ?? 'not set up',
      'groups over SCIM': onOrOff(groupsOverScim),
      'undeclared attributes': takenOrRefused(acceptsUndeclared),
      created: createdAt,
    }),
  };
}
