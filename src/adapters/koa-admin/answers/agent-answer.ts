import { IsBoolean, IsIn, IsInt, IsString } from 'class-validator';
import { IsIdentifier } from '../../../application/input/is-identifier.ts';
import { IsInstant } from '../../../application/input/is-instant.ts';
import { IsJsonObject } from '../../../application/input/is-json-object.ts';
import { Nested } from '../../../application/input/nested.ts';
import { Optional } from '../../../application/input/optional.ts';
import type { JsonObject } from '../../../criteria/json.ts';
import type { Agent } from '../../../domain/agent/agent.ts';
import type { GroupReference } from '../../../domain/group/group-reference.ts';
import type { AgentView } from '../../../domain/membership/agent-view.ts';

class NameAnswer {
  @Optional()
  @IsString()
  readonly formatted?: string;

  @Optional()
  @IsString()
  readonly familyName?: string;

  @Optional()
  @IsString()
  readonly givenName?: string;

  @Optional()
  @IsString()
  readonly middleName?: string;

  @Optional()
  @IsString()
  readonly honorificPrefix?: string;

  @Optional()
  @IsString()
  readonly honorificSuffix?: string;
}

class EmailAnswer {
  @IsString()
  readonly value!: string;

  @Optional()
  @IsString()
  readonly display?: string;

  @Optional()
  @IsString()
  readonly type?: string;

  @Optional()
  @IsBoolean()
  readonly primary?: boolean;
}

export class GroupReferenceAnswer {
  @IsIdentifier()
  readonly id!: string;

  @IsString()
  readonly displayName!: string;

  /** Whom it is made of: agents, or the people with a role above agent. */
  @IsIn(['agents', 'users'])
  readonly kind!: GroupReference['kind'];
}

export class AgentAnswer {
  @IsIdentifier()
  readonly id!: string;

  @IsIn(['active', 'deactivated'])
  readonly status!: Agent['state']['status'];

  @IsString()
  readonly userName!: string;

  /** What the directory calls the agent. */
  @Optional()
  @IsString()
  readonly externalId?: string;

  @Optional()
  @IsString()
  readonly displayName?: string;

  @Nested(() => NameAnswer)
  readonly name!: NameAnswer;

  @Nested(() => EmailAnswer, { each: true })
  readonly emails!: readonly EmailAnswer[];

  /** Custom attributes of the account. */
  @IsJsonObject()
  readonly profile!: JsonObject;

  /** All else that the directory keeps on the agent, in SCIM's names. */
  @IsJsonObject()
  readonly directory!: JsonObject;

  /** Counts from 1, one up with every change; the entity tag holds it. 0 of an agent as of a time, whom nobody can change. */
  @IsInt()
  readonly version!: number;

  @IsInstant()
  readonly createdAt!: string;

  @IsInstant()
  readonly lastModifiedAt!: string;

  /** Those to which the agent belongs, by name; absent where they were not asked for. */
  @Optional()
  @Nested(() => GroupReferenceAnswer, { each: true })
  readonly groups?: readonly GroupReferenceAnswer[];
}

export const showAgent = ({ state }: Agent, groups?: AgentView['groups']): AgentAnswer => {
  const { id, status, userName, externalId, displayName, name, emails, profile, directory } = state;
  const { version, createdAt, lastModifiedAt } = state;
  return {
    ...{ id, status, userName, externalId, displayName, name, emails, profile, directory },
    ...{ version, createdAt, lastModifiedAt, groups },
  };
};
