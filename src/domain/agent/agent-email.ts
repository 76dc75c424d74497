import { attributeLimits } from '../shared/attribute-limits.ts';
import { DomainError } from '../shared/domain-error.ts';
import { type EmailAddress, sameEmailAddress } from '../shared/email-address.ts';
import { boundedString, type SizeBudget } from './bounded-attributes.ts';

/** RFC 7643 section 4.1.2, `emails`. */
export type AgentEmail = {
  readonly value: string;
  readonly display?: string;
  readonly type?: string;
  readonly primary?: boolean;
};

/**
 * The agent's email addresses, exactly one of them primary: the userName. An address equal to it becomes
 * primary where none is marked; where it is missing altogether it is added. Elements without a value, which
 * directories send for attributes that are mapped but empty, hold nothing and are left out.
 *
 * @param isThere - whether the agent is there already, so that its primary address cannot change.
 * @throws DomainError `primaryEmailDiffers` or `primaryEmailImmutable`, `attributeInvalid`, `attributeTooLarge`.
 */
export function agentEmails(
  desired: readonly AgentEmail[],
  userName: EmailAddress,
  budget: SizeBudget,
  isThere: boolean,
): readonly AgentEmail[] {
  if (desired.length > attributeLimits.valuesMax) {
    throw new DomainError(
      'attributeTooLarge',
      `"emails" has ${desired.length} values; allowed are at most ${attributeLimits.valuesMax}.`,
      { attribute: 'emails' },
    );
  }
  const filled = desired.filter((email) => email.value !== undefined && email.value.trim() !== '');
  const marked = filled.filter((email) => email.primary === true);
  if (marked.length > 1) {
    throw new DomainError('attributeInvalid', '"emails" may mark only one address as primary.', {
      attribute: 'emails.primary',
    });
  }
  if (marked[0] !== undefined && !sameEmailAddress(marked[0].value, userName)) {
    throw otherPrimary(marked[0].value, userName, isThere);
  }
  const primary = marked[0] ?? filled.find((email) => sameEmailAddress(email.value, userName));
  const emails = filled.map((email) => storedEmail(email, email === primary ? userName : undefined, budget));
  return primary === undefined ? [{ value: userName, primary: true }, ...emails] : emails;
}

function otherPrimary(value: string, userName: EmailAddress, isThere: boolean): DomainError {
  const [given, known] = [JSON.stringify(value.slice(0, 80)), JSON.stringify(userName)];
  const details = { attribute: 'emails.value' };
  if (isThere) {
    const message = `The primary email is ${known}, the userName, and can never change, so it cannot become ${given}. To give the person another address, deactivate this agent and assign the person anew.`;
    return new DomainError('primaryEmailImmutable', message, details);
  }
  const message = `The primary email ${given} differs from the userName ${known}; they must be the same.`;
  return new DomainError('primaryEmailDiffers', message, details);
}

function storedEmail(
  email: AgentEmail,
  primaryValue: EmailAddress | undefined,
  budget: SizeBudget,
): AgentEmail {
  return {
    // Any text, as directories map what they have: people sign in by the userName alone.
    value: primaryValue ?? boundedString(email.value.trim(), budget, 'emails.value'),
    display: boundedString(email.display, budget, 'emails.display'),
    type: boundedString(email.type, budget, 'emails.type'),
    // On the others as it was sent: what a directory reads back is what it wrote.
    primary: primaryValue === undefined ? email.primary : true,
  };
}
