import type { SignInLinkRepository } from '../../../application/ports/sign-in-link-repository.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import {
  type SignInLink,
  type SignInLinkChange,
  signInLinkNotFound,
} from '../../../domain/sign-in/sign-in-link.ts';
import { signInLinkEntity } from '../entities/sign-in-link-entity.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import { rowOfSignInLink, signInLinkOf } from './sign-in-link-row.ts';

const forgotten = AccountStatement.of(
  'DELETE FROM sign_in_links WHERE account_id = :account AND (owner = ? OR ends_at < ?)',
);

export class SqlSignInLinkRepository implements SignInLinkRepository {
  constructor(private readonly scope: AccountScope) {}

  async list(): Promise<readonly SignInLink[]> {
    return (await this.links.list('id')).map(signInLinkOf);
  }

  async store({ state, removes, events }: SignInLinkChange): Promise<void> {
    if (!removes) await this.links.insert(rowOfSignInLink(state));
    else if ((await this.links.delete({ id: state.state.id })) === 0) throw signInLinkNotFound();
    this.scope.collect(events);
  }

  async forget(owner: string, before: Instant): Promise<void> {
    await this.scope.run(forgotten, [owner, before]);
  }

  private get links() {
    return this.scope.table(signInLinkEntity);
  }
}
