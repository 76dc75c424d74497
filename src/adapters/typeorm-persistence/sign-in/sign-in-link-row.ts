import { accountId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import { SignInLink, signInLinkId } from '../../../domain/sign-in/sign-in-link.ts';
import type { RowOf } from '../entities/column-lists.ts';
import type { signInLinkEntity } from '../entities/sign-in-link-entity.ts';

type SignInLinkRow = RowOf<typeof signInLinkEntity>;

export const signInLinkOf = (row: SignInLinkRow): SignInLink =>
  SignInLink.restore({
    id: signInLinkId(row.id),
    accountId: accountId(row.account_id),
    secretHash: row.secret_hash,
    owner: row.owner,
    createdAt: row.created_at as Instant,
    endsAt: row.ends_at as Instant,
  });

export const rowOfSignInLink = ({ state }: SignInLink): Omit<SignInLinkRow, 'account_id'> => ({
  id: state.id,
  secret_hash: state.secretHash,
  owner: state.owner,
  created_at: state.createdAt,
  ends_at: state.endsAt,
});
