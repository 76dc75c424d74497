import { foldCase } from '../../criteria/fold-case.ts';
import { equalJson, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import { DomainError } from '../shared/domain-error.ts';
import type { KnownProfileAttribute } from './known-profile-attribute.ts';
import {
  asDeclared,
  type ProfileAttributeDeclaration,
  requireDeclaredValue,
} from './profile-attribute-declaration.ts';

/**
 * What the account's administrators demand of profiles. Only what a change changes is held to it: a declaration that
 * came later must not keep anybody from being deactivated.
 */
export class ProfileSchema {
  private readonly declared = new Map<string, { name: string; declaration: ProfileAttributeDeclaration }>();
  private readonly renamed = new Map<string, string>();
  private readonly required: string[] = [];
  /**
   * The names of confidential attributes, in folded case, and those that were given up for them: values that a rename has
   * not moved yet are as confidential as the others.
   */
  readonly confidential: ReadonlySet<string>;

  /** @param attributes - those that were declared or renamed, at least. */
  constructor(
    attributes: readonly KnownProfileAttribute[],
    private readonly acceptsUndeclared: boolean,
  ) {
    for (const { name, declaration, renamedTo } of attributes) {
      const key = foldCase(name);
      if (renamedTo !== undefined) this.renamed.set(key, renamedTo);
      else if (declaration !== undefined) {
        this.declared.set(key, { name, declaration });
        if (declaration.required) this.required.push(key);
      }
    }
    this.confidential = new Set(
      [...this.declared.keys(), ...this.renamed.keys()].filter((key) => {
        const current = this.declared.get(foldCase(this.currentName(key)));
        return current?.declaration.confidential === true;
      }),
    );
  }

  /** What was declared, by the declared names. */
  get declarations(): readonly {
    readonly name: string;
    readonly declaration: ProfileAttributeDeclaration;
  }[] {
    return [...this.declared.values()];
  }

  /** The name under which values that come under this one are kept. */
  currentName(name: string): string {
    // A name that was given up twice leads on to where its values are now.
    let current = name;
    for (let renames = 0; renames < this.renamed.size; renames++) {
      const next = this.renamed.get(foldCase(current));
      if (next === undefined) break;
      current = next;
    }
    return this.declared.get(foldCase(current))?.name ?? current;
  }

  /** The value as it was declared, where it came in another form; `undefined` for none. */
  asDeclared(name: string, value: JsonValue): JsonValue | undefined {
    const declared = this.declared.get(foldCase(name));
    return declared === undefined ? value : asDeclared(value, declared.declaration);
  }

  /**
   * @param desired - a profile under current names; `before` is that of the agent so far, absent for a new one.
   * @throws DomainError `attributeInvalid`, `attributeUndeclared`, naming the attribute.
   */
  require(desired: JsonObject, before?: JsonObject): void {
    if (this.acceptsUndeclared && this.declared.size === 0) return;
    const old = valuesByKey(before ?? {});
    const now = valuesByKey(desired);
    for (const [name, value] of Object.entries(desired)) {
      if (value === undefined || equalJson(value, old.get(foldCase(name)))) continue;
      this.requireValue(name, value);
    }
    for (const key of this.required) {
      const lacked = before !== undefined && !old.has(key);
      if (now.has(key) || lacked) continue;
      const attribute = `profile.${this.declared.get(key)?.name}`;
      const message = `"${attribute}" is missing; the account has declared that every agent has it.`;
      throw new DomainError('attributeInvalid', message, { attribute });
    }
  }

  private requireValue(name: string, value: JsonValue): void {
    const attribute = `profile.${name}`;
    const declared = this.declared.get(foldCase(name));
    if (declared !== undefined) requireDeclaredValue(attribute, value, declared.declaration);
    else if (!this.acceptsUndeclared) throw undeclared(attribute);
  }
}

const undeclared = (attribute: string): DomainError =>
  new DomainError(
    'attributeUndeclared',
    `"${attribute}" is not declared, and the account takes declared attributes only.`,
    { attribute },
  );

/** An account in which nothing was declared. */
export const openProfileSchema = new ProfileSchema([], true);

const valuesByKey = (profile: JsonObject): ReadonlyMap<string, JsonValue | undefined> =>
  new Map(Object.entries(profile).map(([name, value]) => [foldCase(name), value]));
