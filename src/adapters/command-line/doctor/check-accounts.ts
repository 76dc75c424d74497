import type { DescribedProfileAttribute } from '../../../application/attributes/describe-profile-attribute.ts';
import type { Account } from '../../../domain/account/account.ts';
import type { ApiToken } from '../../../domain/account/api-token.ts';
import type { Agent } from '../../../domain/agent/agent.ts';
import type { DeactivationBrake } from '../../../domain/agent/deactivation-brake.ts';
import { warnedMilliseconds } from '../../../domain/shared/expiry-warnings.ts';
import type { SignInLink } from '../../../domain/sign-in/sign-in-link.ts';
import { goingOn } from '../attribute-text.ts';
import type { Session } from '../verb.ts';
import { type Check, doubtful, fine, wrong } from './check.ts';
import { checkConnections } from './check-connections.ts';
import { checkRequestLog } from './check-request-log.ts';

const mendAheadMilliseconds = 14 * 86_400_000;

export async function checkAccounts(session: Session, now: number): Promise<readonly Check[]> {
  const accounts = await session.application.listAccounts(session.operator);
  if (accounts.length === 0) {
    const mend = 'Run: rollcall account create --name NAME --sso-issuer https://your-org.okta.com';
    return [wrong('accounts', 'there is none', mend)];
  }
  const open = accounts.filter(({ state }) => state.closedAt === undefined);
  const closed = accounts.length - open.length;
  const checks = [fine('accounts', closed === 0 ? `${open.length}` : `${open.length}, and ${closed} closed`)];
  for (const { state } of open) {
    const caller = { ...session.operator, accountId: state.id };
    const tokens = await session.application.listTokens(caller);
    const attributes = await session.application.listProfileAttributes(caller, {});
    const renamed = attributes.filter(({ renamedTo }) => renamedTo !== undefined);
    const connections = await session.application.listSsoConnections(caller);
    const administrators = await session.application.listAdministrators(caller);
    checks.push(...checkTokens(state, tokens, now), ...checkConnections(state, connections, now));
    checks.push(...checkAdministrators(state, administrators));
    checks.push(...checkBrake(state, await session.application.readBrake(caller)));
    checks.push(...checkSignInLinks(state, await session.application.listSignInLinks(caller)));
    checks.push(...(await checkRequestLog(session, state, now)));
    for (const { name } of renamed)
      checks.push(
        ...checkRenaming(state, await session.application.describeProfileAttribute(caller, { name })),
      );
  }
  return checks;
}

/** A rename moves what agents have after it has taken effect, and may have been interrupted. */
function checkRenaming(
  account: Account['state'],
  { attribute, agentsToMove }: DescribedProfileAttribute,
): Check[] {
  if (agentsToMove === 0) return [];
  const { name, renamedTo } = attribute;
  return [
    wrong(
      'attributes',
      `${agentsToMove} agents of ${JSON.stringify(account.name)} have "profile.${name}" still, which is called "profile.${renamedTo}"`,
      `Run again: ${goingOn(attribute, account.id)}`,
    ),
  ];
}

/** Whoever is left alone may be removed by a push, and nobody here is asked before. */
function checkAdministrators({ id, name }: Account['state'], [only, second]: readonly Agent[]): Check[] {
  if (second !== undefined) return [];
  const found = only === undefined ? 'nobody is' : `only ${only.state.userName} is`;
  return [
    doubtful(
      'administrators',
      `${found} one of ${JSON.stringify(name)}`,
      `Give somebody the role "admin" in the directory, or name an owner: rollcall owner name EMAIL --account ${id}`,
    ),
  ];
}

/** People wait outside, or leavers inside. */
function checkBrake({ id, name }: Account['state'], { state: { wave } }: DeactivationBrake): Check[] {
  if (wave === undefined) return [];
  return [
    doubtful(
      'brake',
      `the directory of ${JSON.stringify(name)} took access away from ${wave.agents} of ${wave.of} agents at once${wave.isStopped ? ', and is stopped' : ''}`,
      `Ask whether it was meant, then: rollcall brake go-on, or rollcall brake bring-back --account ${id}`,
    ),
  ];
}

/** Whoever has one gets in, so that nobody should wonder where it came from. */
const checkSignInLinks = ({ id, name }: Account['state'], links: readonly SignInLink[]): Check[] =>
  links.map(({ state: { owner, createdAt, endsAt } }) =>
    doubtful(
      'sign-in links',
      `one signs ${owner} in to ${JSON.stringify(name)} until ${endsAt}`,
      `If nobody was to make one at ${createdAt}, see who did: rollcall audit tail --account ${id}`,
    ),
  );

/** A token that another one has taken over from may expire. */
export function checkTokens(account: Account['state'], tokens: readonly ApiToken[], now: number): Check[] {
  const inUse = tokens.filter(({ state }) => state.revokedAt === undefined);
  const takenOver = new Set(inUse.map(({ state }) => state.rotatedFrom));
  return inUse.flatMap(({ state: { id, name, expiresAt } }) => {
    if (expiresAt === undefined || takenOver.has(id)) return [];
    const millisecondsLeft = Date.parse(expiresAt) - now;
    if (millisecondsLeft > warnedMilliseconds) return [];
    const expires = millisecondsLeft > 0 ? 'expires' : 'expired';
    const named = `--account ${account.id}`;
    const complaint = millisecondsLeft > mendAheadMilliseconds ? doubtful : wrong;
    return complaint(
      'tokens',
      `${JSON.stringify(name)} (${id}) of ${JSON.stringify(account.name)} ${expires} on ${expiresAt}`,
      `Run: rollcall token rotate ${id} ${named}, enter the new one in Okta, then: rollcall token revoke ${id} ${named}`,
    );
  });
}
