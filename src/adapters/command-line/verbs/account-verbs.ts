import { type Command, Option } from 'commander';
import { type Account, auditLogDaysMax, auditLogDaysMin } from '../../../domain/account/account.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import { type AccountSession, type AddVerb, accountVerb } from '../account-verb.ts';
import { details, table } from '../aligned-text.ts';
import { parseTime } from '../audit/parse-time.ts';
import { chooseAccount } from '../choose-account.ts';
import { confirm } from '../confirm.ts';
import type { Installation } from '../installation.ts';
import type { Outcome } from '../output.ts';
import { runVerb, type VerbOptions, verb, wholeNumber } from '../verb.ts';

export function addAccountVerbs(program: Command, installation: Installation): void {
  const account = program.command('account').description('Accounts (companies) and their Single Sign-On');
  for (const add of [
    create,
    list,
    show,
    rename,
    close,
    reopen,
    connectSso,
    disconnectSso,
    groups,
    directory,
    attributes,
    bodies,
    auditLog,
  ]) {
    add(account, installation);
  }
}

const create: AddVerb = (account, installation) => {
  verb(account, 'create', 'open an account')
    .requiredOption('--name <name>', "the company's name")
    .option('--sso-issuer <url>', "the identity provider's address, where agents sign in elsewhere")
    .action((options: VerbOptions & { name: string; ssoIssuer?: string }) =>
      runVerb(installation, options, async ({ application, operator }) => {
        const { name, ssoIssuer } = options;
        return accountOutcome(await application.openAccount(operator, { name, ssoIssuer }));
      }),
    );
};

const list: AddVerb = (account, installation) => {
  verb(account, 'list', 'list the accounts, the oldest first').action((options: VerbOptions) =>
    runVerb(installation, options, async ({ application, operator }) => {
      const accounts = await application.listAccounts(operator);
      const rows = accounts.map(({ state }) => {
        const { id, name, groupsOverScim, createdAt } = state;
        return [id, name, statusOf(state), issuersOf(state), onOrOff(groupsOverScim), createdAt];
      });
      return {
        document: accounts.map(accountDocument),
        text: table(['ID', 'NAME', 'STATUS', 'SINGLE SIGN-ON', 'GROUPS OVER SCIM', 'CREATED'], rows),
      };
    }),
  );
};

/** A verb that names its account itself. */
const namedAccountVerb =
  <Options = object>(
    name: string,
    summary: string,
    run: (session: AccountSession, options: Options & VerbOptions) => Promise<Account>,
    withOptions: (command: Command) => Command = (command) => command,
  ): AddVerb =>
  (account, installation) => {
    withOptions(verb(account, `${name} <account>`, summary)).action(
      (named: string, options: VerbOptions & Options) =>
        runVerb(installation, options, async (session) => {
          const caller = await chooseAccount(session, named);
          return accountOutcome(await run({ ...session, caller }, options));
        }),
    );
  };

const show = namedAccountVerb('show', 'show an account', ({ application, caller }) =>
  application.readAccount(caller),
);

const rename = namedAccountVerb<{ readonly name: string }>(
  'rename',
  'give an account another name',
  ({ application, caller }, { name }) => application.renameAccount(caller, { name }),
  (command) => command.requiredOption('--name <name>', 'the new name'),
);

const close = namedAccountVerb<{ readonly yes?: true }>(
  'close',
  'have an account let nobody in, its tokens included; what it has stays, and can be read',
  async ({ application, caller }, options) => {
    const { id, name } = (await application.readAccount(caller)).state;
    if (!options.yes) {
      const question = `Close the account ${JSON.stringify(name)} (${id})? Its tokens stop working.`;
      await confirm(question, options);
    }
    return application.closeAccount(caller);
  },
  (command) => command.option('--yes', 'do not ask'),
);

const reopen = namedAccountVerb(
  'reopen',
  'open a closed account again; its tokens work again',
  ({ application, caller }) => application.reopenAccount(caller),
);

const connectSso = namedAccountVerb<{ readonly issuer: string }>(
  'connect-sso',
  'say that agents sign in elsewhere by Single Sign-On, so that they are let in',
  ({ application, caller }, { issuer }) => application.connectSso(caller, { issuer }),
  (command) =>
    command.requiredOption(
      '--issuer <url>',
      "the identity provider's address, such as https://acme.okta.com",
    ),
);

const disconnectSso = namedAccountVerb(
  'disconnect-sso',
  'say that they do not any more; without another connection nobody new is let in',
  ({ application, caller }) => application.disconnectSso(caller),
);

const groups = accountVerb<{ readonly overScim: 'on' | 'off' }>({
  usage: 'groups',
  summary: 'let Okta push and import groups, or keep it from doing so; the groups stay',
  options: (command) =>
    command.addOption(
      new Option('--over-scim <on-or-off>', 'whether SCIM offers groups')
        .choices(['on', 'off'])
        .makeOptionMandatory(),
    ),
  run: async ({ application, caller }, { overScim }) =>
    accountOutcome(await application.switchGroupsOverScim(caller, { on: overScim === 'on' })),
});

const directory = accountVerb<{ readonly only: 'on' | 'off' }>({
  usage: 'directory',
  summary: 'have agents and pushed groups changed in the directory alone, or by people here as well',
  options: (command) =>
    command.addOption(
      new Option('--only <on-or-off>', 'whether people here cannot change what the directory manages')
        .choices(['on', 'off'])
        .makeOptionMandatory(),
    ),
  run: async ({ application, caller }, { only }) =>
    accountOutcome(await application.switchDirectoryOnly(caller, { on: only === 'on' })),
});

const attributes = accountVerb<{ readonly undeclared: 'take' | 'refuse' }>({
  usage: 'attributes',
  summary: 'take custom attributes as they come, or those only that were declared',
  options: (command) =>
    command.addOption(
      new Option('--undeclared <what>', 'what becomes of attributes that nobody declared')
        .choices(['take', 'refuse'])
        .makeOptionMandatory(),
    ),
  run: async ({ application, caller }, { undeclared }) =>
    accountOutcome(await application.acceptUndeclaredAttributes(caller, { accepted: undeclared === 'take' })),
});

const bodies = accountVerb<{ readonly keepUntil: Instant | 'off' }>({
  usage: 'bodies',
  summary: 'have the request log keep what is sent and answered for a while, or keep none of it',
  options: (command) =>
    command.addOption(
      new Option('--keep-until <time>', 'a time within a week, or "off"')
        .argParser((text) => (text === 'off' ? text : parseTime(text)))
        .makeOptionMandatory(),
    ),
  run: async ({ application, caller }, { keepUntil }) =>
    accountOutcome(
      await application.keepRequestBodies(caller, { until: keepUntil === 'off' ? null : keepUntil }),
    ),
});

const auditLog = accountVerb<{ readonly keepDays: number | 'all' }>({
  usage: 'audit-log',
  summary: 'have entries of the audit log leave the database for an archive when they are older, or stay',
  options: (command) =>
    command.addOption(
      new Option('--keep-days <days>', `${auditLogDaysMin} to ${auditLogDaysMax}, or "all"`)
        .argParser((text) => (text === 'all' ? text : wholeNumber(auditLogDaysMin, auditLogDaysMax)(text)))
        .makeOptionMandatory(),
    ),
  run: async ({ application, caller }, { keepDays }) =>
    accountOutcome(await application.keepAuditLog(caller, { days: keepDays === 'all' ? null : keepDays })),
});

const takenOrRefused = (accepted: boolean): string => (accepted ? 'taken' : 'refused');
const onOrOff = (on: boolean): string => (on ? 'on' : 'off');

const accountDocument = ({ state }: Account) => {
  const { id, name, ssoIssuers, groupsOverScim, acceptsUndeclared, directoryOnly } = state;
  const { bodiesKeptUntil, auditLogDaysKept, auditLogArchive, closedAt, createdAt, lastModifiedAt } = state;
  return {
    ...{ id, name, status: statusOf(state), ssoIssuers, groupsOverScim, acceptsUndeclared, directoryOnly },
    auditLogDaysKept: auditLogDaysKept ?? null,
    auditLogArchivedBefore: auditLogArchive?.before ?? null,
    ...{ bodiesKeptUntil: bodiesKeptUntil ?? null, createdAt, lastModifiedAt, closedAt: closedAt ?? null },
  };
};

const issuersOf = ({ ssoIssuers }: Account['state']): string | undefined =>
  ssoIssuers.length === 0 ? undefined : ssoIssuers.join(', ');

const statusOf = ({ closedAt }: Account['state']) => (closedAt === undefined ? 'open' : 'closed');

function accountOutcome(account: Account): Outcome {
  const { id, name, groupsOverScim, acceptsUndeclared, directoryOnly } = account.state;
  const { bodiesKeptUntil, auditLogDaysKept, auditLogArchive, closedAt, createdAt } = account.state;
  return {
    document: accountDocument(account),
    text: details({
      id,
      name,
      status: statusOf(account.state),
      'Single Sign-On': issuersOf(account.state) ?? 'not set up',
      'groups over SCIM': onOrOff(groupsOverScim),
      'undeclared attributes': takenOrRefused(acceptsUndeclared),
      'changed in the directory only': onOrOff(directoryOnly),
      ...(bodiesKeptUntil && { 'bodies kept until': bodiesKeptUntil }),
      ...(auditLogDaysKept && { 'audit log kept': `${auditLogDaysKept} days` }),
      ...(auditLogArchive && { 'audit log archived': `before ${auditLogArchive.before}` }),
      created: createdAt,
      ...(closedAt && { closed: closedAt }),
    }),
  };
}
