import { ArrayMaxSize, IsIn, IsInt, IsString, Matches, MaxLength, Min } from 'class-validator';
import { foldCase } from '../../criteria/fold-case.ts';
import {
  UnkeptAttribute,
  type UnkeptSighting,
  type UnkeptWith,
  unkeptAttributesMax,
  unkeptNameCharactersMax,
} from '../../domain/profile-attribute/unkept-attribute.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import { Nested } from '../input/nested.ts';
import { defineUseCase } from '../use-case/use-case.ts';

class SightingInput implements UnkeptSighting {
  @IsIn(['agents', 'groups'])
  readonly with!: UnkeptWith;

  @IsString()
  @MaxLength(unkeptNameCharactersMax)
  readonly name!: string;

  @IsInt()
  @Min(1)
  readonly times!: number;

  /** A value that came, as `exampleOf` makes it of one. */
  @IsString()
  @MaxLength(80)
  readonly example!: string;

  @Matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  readonly lastSentAt!: Instant;
}

export class UnkeptAttributeNoting {
  @Nested(() => SightingInput, { each: true })
  @ArrayMaxSize(unkeptAttributesMax)
  readonly sightings!: readonly UnkeptSighting[];
}

/**
 * Notes what a directory sent and what was not kept. It is called once for many requests, and not by each: what it
 * writes is the account's, and would make them wait for each other.
 */
export const noteUnkeptAttributes = defineUseCase({
  name: 'NoteUnkeptAttributes',
  permission: 'agents:provision',
  kind: 'changes',
  input: UnkeptAttributeNoting,
  run: async ({ unkeptAttributes }, { accountId }, { sightings }): Promise<void> => {
    const all = await unkeptAttributes.list();
    const known = new Map(all.map((attribute) => [keyOf(attribute.state), attribute]));
    for (const sighting of sightings) {
      const before = known.get(keyOf(sighting));
      if (before === undefined && known.size >= unkeptAttributesMax) continue;
      const change = before?.sentAgain(sighting) ?? UnkeptAttribute.first(accountId, sighting);
      known.set(keyOf(sighting), change.state);
      await unkeptAttributes.store(change);
    }
  },
});

const keyOf = (sighting: Pick<UnkeptSighting, 'with' | 'name'>): string =>
  `${sighting.with} ${foldCase(sighting.name)}`;
