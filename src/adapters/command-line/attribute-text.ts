import type { KnownProfileAttribute } from '../../domain/profile-attribute/known-profile-attribute.ts';
import type { UnkeptAttribute } from '../../domain/profile-attribute/unkept-attribute.ts';
import type { AccountId } from '../../domain/shared/identifiers.ts';
import { details, table } from './aligned-text.ts';
import type { Outcome } from './output.ts';

function typeOf({ types: seen, multiValued, declaration }: KnownProfileAttribute): string {
  const declared = declaration?.type === undefined ? undefined : [declaration.type];
  const isList = declared === undefined ? multiValued : declaration?.multiValued;
  const names = (declared ?? seen).map((type) => (type === 'instant' ? 'date' : type)).join(' or ') || 'any';
  return isList ? `list of ${names}s` : names;
}

function statusOf({ retiredAt, renamedTo, declaration }: KnownProfileAttribute): string {
  if (renamedTo !== undefined) return `renamed to ${renamedTo}`;
  if (retiredAt !== undefined) return 'retired';
  return declaration === undefined ? 'seen' : 'declared';
}

/** The call that goes on with a renaming that was interrupted. */
export const goingOn = ({ name, renamedTo }: KnownProfileAttribute, account: AccountId): string =>
  `rollcall attribute rename ${name} ${renamedTo} --account ${account}`;

/** @param unfinished - how many agents each renamed attribute has still to be moved for. */
export const attributesOutcome = (
  known: readonly KnownProfileAttribute[],
  unfinished: ReadonlyMap<string, number>,
  unkept: readonly UnkeptAttribute[],
  account: AccountId,
): Outcome => ({
  document: [
    ...known.map((one) => ({ ...one, agentsToMove: unfinished.get(one.name) ?? 0 })),
    ...unkept.map(({ state, keptAs }) => ({ ...state, status: notKept, keptAs })),
  ],
  text:
    table(
      ['NAME', 'TYPE', 'STATUS', 'FIRST SEEN', 'LAST SEEN'],
      known.map((one) => {
        const toMove = unfinished.get(one.name) ?? 0;
        const status = toMove === 0 ? statusOf(one) : `${statusOf(one)}, ${toMove} agents still to be moved`;
        return [`profile.${one.name}`, typeOf(one), status, one.firstSeenAt, one.lastSeenAt];
      }),
    ) +
    unfinishedText(
      known.filter(({ name }) => unfinished.get(name)),
      account,
    ) +
    (unkept.length === 0 ? '' : unkeptText(unkept)),
});

/** What was decided of attributes at a time: the types that their values had by then are not told. */
export const pastAttributesOutcome = (known: readonly KnownProfileAttribute[]): Outcome => ({
  document: known,
  text: table(
    ['NAME', 'TYPE', 'STATUS', 'FIRST SEEN'],
    known.map((one) => [`profile.${one.name}`, declaredTypeOf(one), statusOf(one), one.firstSeenAt]),
  ),
});

const declaredTypeOf = (known: KnownProfileAttribute): string | undefined =>
  known.declaration?.type && typeOf(known);

const unfinishedText = (renamed: readonly KnownProfileAttribute[], account: AccountId): string =>
  renamed.map((one) => `\nA renaming was interrupted. To go on: ${goingOn(one, account)}\n`).join('');

const notKept = 'sent, not kept';

function unkeptText(unkept: readonly UnkeptAttribute[]): string {
  const rows = unkept.map(({ state, keptAs }) => {
    const { name, with: sentWith, times, example, lastSentAt } = state;
    return [name, sentWith, notKept, times, example, lastSentAt, keptAs];
  });
  const headings = ['NAME', 'WITH', 'STATUS', 'TIMES', 'EXAMPLE', 'LAST SENT', 'EXTERNAL NAME TO GIVE IT'];
  return `
${table(headings, rows)}
What is sent under these names is dropped. To keep it, give the attribute of the app that external name in Okta's
Profile Editor; then run "rollcall attribute forget" with the name. Groups have no custom attributes.
`;
}

export const attributeOutcome = (known: KnownProfileAttribute): Outcome => ({
  document: known,
  text: attributeDetails(known),
});

export function attributeDetails(known: KnownProfileAttribute): string {
  const { name, firstSeenAt, lastSeenAt, declaration = {} } = known;
  const { displayName, description, allowedValues, required, confidential } = declaration;
  return details({
    name: `profile.${name}`,
    type: typeOf(known),
    status: statusOf(known),
    'display name': displayName,
    description,
    'allowed values': allowedValues?.map((value) => JSON.stringify(value)).join(', ') ?? 'any',
    required: required ? 'yes' : 'no',
    ...(confidential && { confidential: 'yes' }),
    'first seen': firstSeenAt ?? 'never',
    'last seen': lastSeenAt ?? 'never',
  });
}
