import { ArrayMaxSize, IsBoolean, IsString } from 'class-validator';
import type { JsonObject } from '../../../criteria/json.ts';
import type { AgentEmail } from '../../../domain/agent/agent-email.ts';
import type { DesiredAgent, RevisedAgent } from '../../../domain/agent/desired-agent.ts';
import type { PersonName } from '../../../domain/agent/person-name.ts';
import { IsJsonObject } from '../../input/is-json-object.ts';
import { Nested } from '../../input/nested.ts';
import { Optional } from '../../input/optional.ts';

/** More than the domain keeps: the domain says how many these may be, this only bounds the work of checking. */
const emailsMax = 10_000;

class PersonNameInput implements PersonName {
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

class AgentEmailInput implements AgentEmail {
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

class AgentAttributesInput {
  @IsString()
  readonly userName!: string;

  @Optional()
  @IsString()
  readonly externalId?: string;

  @Optional()
  @IsString()
  readonly displayName?: string;

  @Optional()
  @Nested(() => PersonNameInput)
  readonly name?: PersonName;

  @Optional()
  @ArrayMaxSize(emailsMax)
  @Nested(() => AgentEmailInput, { each: true })
  readonly emails?: readonly AgentEmail[];

  /** Custom attributes, by name without the `profile.` prefix. */
  @Optional()
  @IsJsonObject()
  readonly profile?: JsonObject;

  /** Every other attribute that the directory keeps on the agent; extensions under their schema URN. */
  @Optional()
  @IsJsonObject()
  readonly directory?: JsonObject;
}

/** What a caller in process wants an agent to be: the domain's `DesiredAgent`, with the rules of its shape. */
export class DesiredAgentInput extends AgentAttributesInput implements DesiredAgent {
  @IsBoolean()
  readonly active!: boolean;
}

/** The same of an agent that is there: the domain's `RevisedAgent`. */
export class RevisedAgentInput extends AgentAttributesInput implements RevisedAgent {
  @Optional()
  @IsBoolean()
  readonly active?: boolean;
}
