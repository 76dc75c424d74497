import { queryOptions, useMutation } from '@tanstack/react-query';
import type { ConnectionAnswer } from '../../../koa-admin/answers/connection-answer.ts';
import type { ProviderAnswer } from '../../../koa-admin/answers/provider-answer.ts';
import type { IssuedTokenAnswer, TokenAnswer } from '../../../koa-admin/answers/token-answer.ts';
import { ask } from '../../api/ask.ts';
import type { PageOf } from '../../api/page-of.ts';
import { useChange } from '../../api/use-change.ts';

export const tokens = queryOptions({
  queryKey: ['tokens'],
  queryFn: ({ signal }) => ask<PageOf<TokenAnswer>>('tokens', { signal }),
});

export const connections = queryOptions({
  queryKey: ['sso-connections'],
  queryFn: ({ signal }) => ask<PageOf<ConnectionAnswer>>('sso-connections', { signal }),
});

interface TokenRequest {
  readonly name: string;
  /** Whole days; `null` for a token that does not expire. */
  readonly expiresInDays?: number | null;
  readonly scopes?: readonly string[];
  readonly addresses?: readonly string[];
}

export const useIssueToken = () =>
  useChange((body: TokenRequest) => ask<IssuedTokenAnswer>('tokens', { method: 'POST', body }));

export const useRotateToken = (id: string) =>
  useChange(() => ask<IssuedTokenAnswer>(`tokens/${id}/rotate`, { method: 'POST', body: {} }));

export const useRevokeToken = (id: string, done: () => void) =>
  useChange(() => ask<TokenAnswer>(`tokens/${id}/revoke`, { method: 'POST', body: {} }), done);

/** What finds an identity provider, and its client; of a connection that is there its id. */
export interface ProviderReference {
  readonly id?: string;
  readonly metadataUrl?: string;
  readonly metadataXml?: string;
  readonly issuer?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
}

/** Asks the identity provider, and saves nothing. */
export const useTestConnection = () =>
  useMutation({
    mutationFn: (body: ProviderReference) => ask<ProviderAnswer>('sso-tests', { method: 'POST', body }),
  });

interface ConnectionSettings extends Omit<ProviderReference, 'id'> {
  readonly name: string;
}

/** Adds a connection, or changes one as it was seen: what is not given of it stays. */
export const useSaveConnection = (seen: ConnectionAnswer | undefined, done?: () => void) =>
  useChange(
    (body: ConnectionSettings) =>
      seen === undefined
        ? ask<ConnectionAnswer>('sso-connections', { method: 'POST', body })
        : ask<ConnectionAnswer>(`sso-connections/${seen.id}`, {
            ...{ method: 'PATCH', body, ifMatch: `W/"${seen.version}"` },
          }),
    done,
  );

export const useRemoveConnection = (id: string, done: () => void) =>
  useChange(() => ask(`sso-connections/${id}`, { method: 'DELETE' }), done);
