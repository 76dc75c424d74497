import { foldCase } from '../../criteria/fold-case.ts';
import type { JsonObject } from '../../criteria/json.ts';
import { attributeChanges } from '../shared/attribute-change.ts';
import type { Change } from '../shared/change.ts';
import { DomainError } from '../shared/domain-error.ts';
import type { AccountId } from '../shared/identifiers.ts';
import type { Instant } from '../shared/instant.ts';
import type { KnownProfileAttribute } from './known-profile-attribute.ts';
import {
  type ProfileAttributeDeclaration,
  profileAttributeDeclaration,
  requireProfileAttributeName,
} from './profile-attribute-declaration.ts';
import type { ProfileAttributeEvent } from './profile-attribute-events.ts';

export type ProfileAttributeChange = Change<ProfileAttribute, ProfileAttributeEvent>;

/** A custom attribute as the account's administrators look after it. Immutable: transitions yield a change. */
export class ProfileAttribute {
  private constructor(
    readonly accountId: AccountId,
    readonly state: KnownProfileAttribute,
  ) {}

  static restore(accountId: AccountId, state: KnownProfileAttribute): ProfileAttribute {
    return new ProfileAttribute(accountId, state);
  }

  /**
   * One that no agent ever had.
   *
   * @throws DomainError `attributeInvalid`, `attributeTooLarge`.
   */
  static unseen(accountId: AccountId, name: string): ProfileAttribute {
    requireProfileAttributeName(name);
    return new ProfileAttribute(accountId, { name, types: [], multiValued: false });
  }

  /**
   * Says what values the attribute may have; what is not said is open.
   *
   * @throws DomainError `profileAttributeRenamed`, `attributeInvalid`, `attributeTooLarge`.
   */
  declare(declaration: ProfileAttributeDeclaration, at: Instant): ProfileAttributeChange {
    this.refuseIfRenamed();
    const declared = profileAttributeDeclaration(this.state.name, declaration);
    return this.changed('ProfileAttributeDeclared', { declaration: declared }, at);
  }

  undeclare(at: Instant): ProfileAttributeChange {
    return this.changed('ProfileAttributeUndeclared', { declaration: undefined }, at);
  }

  retire(at: Instant): ProfileAttributeChange {
    this.refuseIfRenamed();
    if (this.state.retiredAt !== undefined) return this.unchanged();
    return this.changed('ProfileAttributeRetired', { retiredAt: at }, at);
  }

  reinstate(at: Instant): ProfileAttributeChange {
    return this.changed('ProfileAttributeReinstated', { retiredAt: undefined }, at);
  }

  /**
   * Gives the attribute another name; whatever comes under this one is kept under that.
   *
   * @param to - the attribute as it is under the other name.
   * @returns the changes of both; the other takes over the declaration.
   * @throws DomainError `profileAttributeRenamed`, `attributeInvalid`.
   */
  rename(to: ProfileAttribute, at: Instant): readonly ProfileAttributeChange[] {
    const { name, declaration, renamedTo } = this.state;
    const isSame = foldCase(to.state.name) === foldCase(name);
    if (isSame || to.state.renamedTo !== undefined || to.state.retiredAt !== undefined) {
      const why = isSame ? 'that is its name, letter case aside' : 'that name was given up itself';
      const message = `"profile.${name}" cannot be renamed to "profile.${to.state.name}": ${why}.`;
      throw new DomainError('attributeInvalid', message, { attribute: `profile.${to.state.name}` });
    }
    if (renamedTo !== undefined && foldCase(renamedTo) === foldCase(to.state.name)) return [];
    this.refuseIfRenamed();
    const given = { renamedTo: to.state.name, declaration: undefined, retiredAt: undefined };
    const renamed = this.changed('ProfileAttributeRenamed', given, at);
    if (declaration === undefined || to.state.declaration !== undefined) return [renamed];
    return [renamed, to.changed('ProfileAttributeDeclared', { declaration }, at)];
  }

  private refuseIfRenamed(): void {
    const { name, renamedTo } = this.state;
    if (renamedTo === undefined) return;
    throw new DomainError(
      'profileAttributeRenamed',
      `"profile.${name}" was renamed: it is "profile.${renamedTo}" now.`,
      { attribute: `profile.${name}`, renamedTo },
    );
  }

  private unchanged(): ProfileAttributeChange {
    return { before: this, state: this, events: [] };
  }

  private changed(
    type: ProfileAttributeEvent['type'],
    difference: Partial<KnownProfileAttribute>,
    at: Instant,
  ): ProfileAttributeChange {
    const after = new ProfileAttribute(this.accountId, { ...this.state, ...difference });
    const changes = attributeChanges(decisionsAbout(this.state), decisionsAbout(after.state));
    if (changes.length === 0) return this.unchanged();
    const { name } = this.state;
    const target = { type: 'attribute' as const, id: `profile.${foldCase(name)}`, name: `profile.${name}` };
    return { before: this, state: after, events: [{ type, accountId: this.accountId, at, target, changes }] };
  }
}

/** What administrators have decided, as the journal names it. */
export const decisionsAbout = ({ declaration, retiredAt, renamedTo }: KnownProfileAttribute): JsonObject => ({
  ...declaration,
  retiredAt,
  renamedTo,
});
