import { type Command, Option } from 'commander';
import type { IssuedToken } from '../../../application/access/token/issued-token.ts';
import type { Caller } from '../../../application/ports/caller.ts';
import type { ApiToken } from '../../../domain/account/api-token.ts';
import { type AgentId, apiTokenId } from '../../../domain/shared/identifiers.ts';
import { details, table } from '../aligned-text.ts';
import { chooseAccount } from '../choose-account.ts';
import { chooseAgent } from '../choose-agent.ts';
import type { Installation } from '../installation.ts';
import type { Outcome } from '../output.ts';
import { accountOption, runVerb, type Session, type VerbOptions, verb, wholeNumber } from '../verb.ts';

type TokenOptions = VerbOptions & { account?: string };
type ExpiryOptions = { expiresInDays?: number; neverExpires?: true };

export function addTokenVerbs(program: Command, installation: Installation): void {
  const token = program.command('token').description('API tokens, which let Okta act in an account');

  withExpiry(verb(token, 'create', 'make a token; it is shown this once'))
    .requiredOption('--name <name>', 'what the token is for, such as Okta')
    .option('--agent <id-or-email>', "bind the token to this agent, whom SCIM's /Me then shows")
    .addOption(accountOption())
    .action((options: TokenOptions & ExpiryOptions & { name: string; agent?: string }) =>
      runVerb(installation, options, async (session) => {
        const caller = await chooseAccount(session, options.account);
        const agentId = await agentIdOf(session, caller, options.agent);
        const request = { name: options.name, expiresInDays: expiryOf(options), agentId };
        return issuedOutcome(await session.application.issueToken(caller, request));
      }),
    );

  verb(token, 'list', 'list the tokens, expired and revoked ones included')
    .addOption(accountOption())
    .action((options: TokenOptions) =>
      runVerb(installation, options, async (session) => {
        const caller = await chooseAccount(session, options.account);
        return tokensOutcome(await session.application.listTokens(caller));
      }),
    );

  withExpiry(
    verb(token, 'rotate <id>', 'make a token that takes over; both work until the old one is revoked'),
  )
    .addOption(accountOption())
    .action((id: string, options: TokenOptions & ExpiryOptions) =>
      runVerb(installation, options, async (session) => {
        const caller = await chooseAccount(session, options.account);
        const rotation = { id: apiTokenId(id), expiresInDays: expiryOf(options) };
        return issuedOutcome(await session.application.rotateToken(caller, rotation));
      }),
    );

  verb(token, 'revoke <id>', 'end a token; within seconds it works nowhere')
    .addOption(accountOption())
    .action((id: string, options: TokenOptions) =>
      runVerb(installation, options, async (session) => {
        const caller = await chooseAccount(session, options.account);
        const revoked = await session.application.revokeToken(caller, { id: apiTokenId(id) });
        return { document: tokenDocument(revoked), text: `Revoked the token ${id}.\n` };
      }),
    );
}

const withExpiry = (command: Command): Command =>
  command
    .option('--expires-in-days <days>', 'whole days that the token works (90)', wholeNumber(1, 3650))
    .addOption(
      new Option('--never-expires', 'make a token that works until it is revoked').conflicts('expiresInDays'),
    );

const expiryOf = ({ expiresInDays, neverExpires }: ExpiryOptions) => (neverExpires ? null : expiresInDays);

async function agentIdOf(
  session: Session,
  caller: Caller,
  named: string | undefined,
): Promise<AgentId | undefined> {
  return named === undefined ? undefined : (await chooseAgent(session, caller, named)).state.id;
}

const tokenDocument = ({ state }: ApiToken) => ({
  id: state.id,
  name: state.name,
  status: statusOf(state),
  createdAt: state.createdAt,
  expiresAt: state.expiresAt ?? null,
  revokedAt: state.revokedAt ?? null,
  lastUsedAt: state.lastUsedAt ?? null,
  rotatedFrom: state.rotatedFrom ?? null,
  agentId: state.agentId ?? null,
});

function statusOf({ revokedAt, expiresAt }: ApiToken['state']): 'active' | 'expired' | 'revoked' {
  if (revokedAt !== undefined) return 'revoked';
  return expiresAt !== undefined && Date.parse(expiresAt) <= Date.now() ? 'expired' : 'active';
}

function issuedOutcome({ token, text }: IssuedToken): Outcome {
  const { id, name, expiresAt, agentId } = token.state;
  return {
    document: { id, token: text, expiresAt: expiresAt ?? null, agentId: agentId ?? null },
    text: `${details({ id, name, token: text, expires: expiresAt ?? 'never', agent: agentId })}\nThe token is not shown again.\n`,
  };
}

const tokensOutcome = (tokens: readonly ApiToken[]): Outcome => ({
  document: tokens.map(tokenDocument),
  text: table(
    ['ID', 'NAME', 'STATUS', 'CREATED', 'EXPIRES', 'LAST USED', 'AGENT'],
    tokens.map(({ state }) => [
      state.id,
      state.name,
      statusOf(state),
      state.createdAt,
      state.expiresAt ?? 'never',
      state.lastUsedAt ?? 'never',
      state.agentId,
    ]),
  ),
});
