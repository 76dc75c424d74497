import { useQuery } from '@tanstack/react-query';
import { agentsCalled, groupsCalled } from '../api/called.ts';
import { useMayDo } from '../api/caller.ts';
import { customAttributes } from '../attributes/custom-attributes.ts';
import { signInWords } from '../pages/activity/activity-search.ts';
import { nameOf } from '../people/name-of.ts';
import { useRested } from '../typing/use-rested.ts';
import { type Place, usePlaces } from './use-places.ts';

/** Something that the palette leads to. */
interface Choice extends Place {
  readonly key: string;
}

const attributesMax = 8;
/** One letter begins too many names. */
const lettersMin = 2;

interface Choices {
  /** What is called so: a refused sign-in and pages first, then people, groups and attributes. */
  readonly choices: readonly Choice[];
  /** Whether others may still be found. */
  readonly isLooking: boolean;
}

/** Where the palette leads by a text. */
export function useChoices(text: string): Choices {
  const mayDo = useMayDo();
  const wanted = text.trim().toLowerCase();
  const rested = useRested(wanted);
  const isAsked = rested.length >= lettersMin;
  const people = useQuery({
    ...agentsCalled(rested),
    enabled: isAsked && mayDo('agents:read'),
  });
  const groups = useQuery({
    ...groupsCalled(rested),
    enabled: isAsked && mayDo('groups:read'),
  });
  const custom = useQuery({ ...customAttributes, enabled: isAsked && mayDo('attributes:read') });
  const isCalledSo = (words: string) => words.toLowerCase().includes(wanted);
  const places = usePlaces().filter(({ name, about }) => isCalledSo(`${name} ${about}`));
  const found: readonly Choice[] =
    wanted.length >= lettersMin
      ? [
          ...(people.data?.items ?? []).map((agent) => ({
            ...{ key: agent.id, name: nameOf(agent), about: agent.userName },
            ...{ to: '/people/$id' as const, params: { id: agent.id } },
          })),
          ...(groups.data?.items ?? []).map(({ id, displayName }) => ({
            ...{ key: id, name: displayName, about: 'Group' },
            ...{ to: '/groups/$id' as const, params: { id } },
          })),
          ...(custom.data?.items ?? [])
            .filter(({ name, declaration }) =>
              isCalledSo(`profile.${name} ${declaration?.displayName ?? ''}`),
            )
            .slice(0, attributesMax)
            .map(({ name }) => ({
              ...{ key: `profile.${name}`, name: `profile.${name}`, about: 'Attribute' },
              ...{ to: '/settings' as const, search: { part: 'attributes' as const, attribute: name } },
            })),
        ]
      : [];
  const signIns: readonly Choice[] =
    signInWords.test(wanted) && mayDo('auditLog:read')
      ? [
          {
            ...{ key: wanted, name: 'Look up in Activity', about: wanted },
            ...{ to: '/activity', search: { signIn: wanted } },
          },
        ]
      : [];
  return {
    choices: [...signIns, ...places.map((place) => ({ ...place, key: place.name })), ...found],
    isLooking: wanted !== rested || (isAsked && [people, groups, custom].some(isUnanswered)),
  };
}

const isUnanswered = ({ isLoading, isPlaceholderData }: { isLoading: boolean; isPlaceholderData: boolean }) =>
  isLoading || isPlaceholderData;
