import { type Command, Option } from 'commander';
import type { IssuedToken } from '../../../application/access/token/issued-token.ts';
import type { ApiToken } from '../../../domain/account/api-token.ts';
import { type TokenScope, tokenScopes } from '../../../domain/permission/token-scope.ts';
import { accountVerb } from '../account-verb.ts';
import { details, printable, table } from '../aligned-text.ts';
import { chooseAgent } from '../choose-agent.ts';
import { chooseToken } from '../choose-token.ts';
import type { Installation } from '../installation.ts';
import type { Outcome } from '../output.ts';
import { wholeNumber } from '../verb.ts';

export function addTokenVerbs(program: Command, installation: Installation): void {
  const token = program.command('token').description('API tokens, which let Okta act in an account');
  for (const add of [create, list, rotate, revoke]) add(token, installation);
}

interface ExpiryOptions {
  readonly expiresInDays?: number;
  readonly neverExpires?: true;
}

interface CreateOptions extends ExpiryOptions {
  readonly name: string;
  readonly agent?: string;
  readonly scopes?: readonly TokenScope[];
  readonly from?: readonly string[];
}

const create = accountVerb<CreateOptions>({
  usage: 'create',
  summary: 'make a token; it is shown this once',
  options: (command) =>
    withExpiry(command)
      .requiredOption('--name <name>', 'what the token is for, such as Okta')
      .option('--agent <agent>', "bind the token to this agent, whom SCIM's /Me then shows")
      .addOption(
        new Option('--scopes <scopes...>', 'what it is for; a directory (scim) where it is not said').choices(
          tokenScopes,
        ),
      )
      .option(
        '--from <networks...>',
        'addresses and networks, such as 203.0.113.0/24, from which alone it works',
      ),
  run: async (session, { name, agent, scopes, from: addresses, ...expiry }) => {
    const agentId = agent === undefined ? undefined : (await chooseAgent(session, agent)).state.id;
    const request = { name, expiresInDays: expiryOf(expiry), agentId, scopes, addresses };
    return issuedOutcome(await session.application.issueToken(session.caller, request));
  },
});

const list = accountVerb({
  usage: 'list',
  summary: 'list the tokens, expired and revoked ones included',
  run: async ({ application, caller }) => tokensOutcome(await application.listTokens(caller)),
});

const rotate = accountVerb<ExpiryOptions & { readonly name?: string }>({
  usage: 'rotate <token>',
  summary: 'make a token that takes over; both work until the old one is revoked',
  options: (command) =>
    withExpiry(command).option(
      '--name <name>',
      'its name; "Okta 2" takes over from "Okta" where it is not said',
    ),
  run: async (session, { name, ...expiry }, named: string) => {
    const { id } = (await chooseToken(session, named)).state;
    const rotation = { id, name, expiresInDays: expiryOf(expiry) };
    return issuedOutcome(await session.application.rotateToken(session.caller, rotation));
  },
});

const revoke = accountVerb({
  usage: 'revoke <token>',
  summary: 'end a token; within seconds it works nowhere',
  run: async (session, _, named: string) => {
    const { id, name } = (await chooseToken(session, named)).state;
    const revoked = await session.application.revokeToken(session.caller, { id });
    return { document: tokenDocument(revoked), text: `Revoked the token ${printable(name)} (${id}).\n` };
  },
});

const withExpiry = (command: Command): Command =>
  command
    .option('--expires-in-days <days>', 'whole days that the token works (90)', wholeNumber(1, 3650))
    .addOption(
      new Option('--never-expires', 'make a token that works until it is revoked').conflicts('expiresInDays'),
    );

const expiryOf = ({ expiresInDays, neverExpires }: ExpiryOptions) => (neverExpires ? null : expiresInDays);

const tokenDocument = ({ state }: ApiToken) => ({
  id: state.id,
  name: state.name,
  lastCharacters: state.lastCharacters ?? null,
  status: statusOf(state),
  createdAt: state.createdAt,
  expiresAt: state.expiresAt ?? null,
  revokedAt: state.revokedAt ?? null,
  lastUsedAt: state.lastUsedAt ?? null,
  lastUsedFrom: state.lastUsedFrom ?? null,
  scopes: state.scopes,
  addresses: state.addresses ?? null,
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
    ['ID', 'NAME', 'ENDS IN', 'STATUS', 'CREATED', 'EXPIRES', 'LAST USED', 'FROM', 'SCOPES', 'AGENT'],
    tokens.map(({ state }) => [
      state.id,
      state.name,
      state.lastCharacters,
      statusOf(state),
      state.createdAt,
      state.expiresAt ?? 'never',
      state.lastUsedAt ?? 'never',
      state.lastUsedFrom,
      state.scopes.join(' '),
      state.agentId,
    ]),
  ),
});
