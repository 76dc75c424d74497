import { foldCase } from '../../criteria/fold-case.ts';
import type { KnownProfileAttribute } from '../../domain/profile-attribute/known-profile-attribute.ts';
import {
  attributeDecidingEvents,
  ProfileAttributeBefore,
} from '../../domain/profile-attribute/profile-attribute-before.ts';
import { entriesAbout, eventOf } from './events-about.ts';
import type { PastAccount } from './past-account.ts';

/** The ids of attributes are their names behind `profile.`, so that those of agents and groups need not be read. */
const ofAttributes = { type: 'attribute', after: 'profile.', upTo: 'profile/' } as const;
const undecided = new ProfileAttributeBefore();

/** The custom attributes that were known at a time, by name, with what was decided of each. */
export async function pastAttributes(past: PastAccount): Promise<readonly KnownProfileAttribute[]> {
  const { scope, position, at } = past;
  const known = await scope.profileAttributes.list();
  const before = new Map<string, ProfileAttributeBefore>();
  for await (const entry of entriesAbout(
    scope.journal.past,
    ofAttributes,
    attributeDecidingEvents,
    position,
  )) {
    const id = entry.target?.id ?? '';
    const one = before.get(id) ?? new ProfileAttributeBefore();
    before.set(id, one);
    one.add(eventOf(entry));
  }
  return known.flatMap((attribute) => {
    const decided = before.get(`profile.${foldCase(attribute.name)}`) ?? undecided;
    return decided.of(attribute, at) ?? [];
  });
}

/** The custom attributes of today, none of which is out of use: what a text of before meant by them. */
export async function attributesOfOldTexts({
  scope,
}: Pick<PastAccount, 'scope'>): Promise<readonly KnownProfileAttribute[]> {
  const known = await scope.profileAttributes.list();
  return known.map((attribute) => ({ ...attribute, retiredAt: undefined, renamedTo: undefined }));
}
