import { DomainError } from '../../domain/shared/domain-error.ts';
import { isToldBetween } from '../../domain/shared/expiry-warnings.ts';
import { certificatesEnd } from '../../domain/sign-in/signing-certificate.ts';
import type { SsoConnection, SsoConnectionChange } from '../../domain/sign-in/sso-connection.ts';
import type { ConnectionToCheck } from '../ports/account-directory.ts';
import type { Requester } from '../ports/caller.ts';
import type { OperationalLog } from '../ports/operational-log.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { defineUseCase, type UseCaseContext } from '../use-case/use-case.ts';

export interface RefreshedSsoMetadata {
  /** How many connections were looked at. */
  readonly checked: number;
}

/** So many identity providers are asked at a time: one that does not answer keeps others waiting for seconds only. */
const askedTogether = 8;

/**
 * Looks at the SAML connections of all accounts that were not looked at for a day: reads the metadata again where they have
 * an address, and tells the log of certificates that end in 30, 14, 7 or 1 days. Metadata that cannot be read leave what
 * was read before, and are tried again each hour.
 */
export const refreshSsoMetadata = defineUseCase({
  name: 'RefreshSsoMetadata',
  permission: 'sso:refresh',
  kind: 'crossesAccounts',
  run: async (unitOfWork, requester, _, context): Promise<RefreshedSsoMetadata> => {
    const due = await context.accounts.listConnectionsToCheck(context.at);
    for (let start = 0; start < due.length; start += askedTogether) {
      const some = due.slice(start, start + askedTogether);
      await Promise.all(
        some.map((one) =>
          check(unitOfWork, requester, one, context).catch((error: unknown) => {
            const about = { accountId: one.accountId, connectionId: one.id };
            context.log.error('A Single Sign-On connection could not be looked at', error, about);
          }),
        ),
      );
    }
    return { checked: due.length };
  },
});

async function check(
  unitOfWork: UnitOfWork,
  requester: Requester,
  { accountId, id }: ConnectionToCheck,
  context: UseCaseContext,
): Promise<void> {
  const { at, log } = context;
  const caller = { ...requester, accountId };
  const known = await unitOfWork.read(caller, ({ ssoConnections }) => ssoConnections.find(id));
  if (known === undefined) return;
  const change = await refreshOf(known, context);
  const checked = await unitOfWork.transact(caller, async ({ ssoConnections }) => {
    const connection = await ssoConnections.find(id);
    // Whoever changed it in between has asked the provider as well.
    if (connection?.state.version !== known.state.version) return undefined;
    await ssoConnections.store(change);
    await ssoConnections.noteCheck(change.state.checked(at));
    return change.state;
  });
  if (checked !== undefined) warnOfEnd(checked, context, log);
}

/** What becomes of the connection, once its provider was asked. */
async function refreshOf(
  connection: SsoConnection,
  { at, identityProviders, log }: UseCaseContext,
): Promise<SsoConnectionChange> {
  const { state } = connection;
  const url = state.provider.kind === 'saml' ? state.provider.metadataUrl : undefined;
  if (url === undefined) return { before: connection, state: connection, events: [] };
  try {
    return connection.refresh(await identityProviders.fetchMetadata(url, at), at);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { message: reason } = error;
    log.warn('The metadata of a Single Sign-On connection cannot be read again', {
      ...namesOf(state),
      reason,
    });
    return connection.failRefresh(reason, at);
  }
}

function warnOfEnd({ state }: SsoConnection, { at }: UseCaseContext, log: OperationalLog): void {
  if (state.provider.kind !== 'saml') return;
  const endsAt = certificatesEnd(state.provider.certificates);
  if (endsAt === undefined || !isToldBetween(endsAt, state.checkedAt ?? state.createdAt, at)) return;
  log.warn('The signing certificates of a Single Sign-On connection end', { ...namesOf(state), endsAt });
}

const namesOf = ({ accountId, id, name }: SsoConnection['state']) => ({ accountId, connectionId: id, name });
