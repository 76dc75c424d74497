import { sameEmailAddress } from '../../domain/shared/email-address.ts';
import type { AccountSession } from './account-verb.ts';
import { aligned } from './aligned-text.ts';
import { choose } from './choose.ts';
import { OperatorError } from './operator-error.ts';

/**
 * The userName of the owner who was named, or of the only one.
 *
 * @throws OperatorError `ownerNotFound`, `ownerAmbiguous`, `ownerMissing`.
 */
export async function chooseOwner(
  { application, caller }: Pick<AccountSession, 'application' | 'caller'>,
  named: string | undefined,
): Promise<string> {
  const owners = (await application.listOwners(caller)).map(({ userName }) => userName);
  const describe = (owner: string) => [owner] as const;
  const rows = aligned(owners.map(describe)).trimEnd();
  if (named !== undefined) {
    const lookUps = [() => owners.filter((owner) => sameEmailAddress(owner, named))];
    const advice = owners.length === 0 ? nameOne : `These are owners:\n${rows}`;
    return choose({ noun: 'owner', knownBy: 'userName', lookUps, describe, advice }, named);
  }
  const [only, ...others] = owners;
  if (only === undefined) throw new OperatorError('ownerMissing', `The account has no owner. ${nameOne}`);
  if (others.length === 0) return only;
  throw new OperatorError(
    'ownerAmbiguous',
    `The account has ${owners.length} owners; say which one with --owner:\n${rows}`,
  );
}

const nameOne = 'Name one: rollcall owner name EMAIL';
