import { IsString } from 'class-validator';
import { IsIdentifier } from '../../../application/input/is-identifier.ts';
import { IsInstant } from '../../../application/input/is-instant.ts';
import { Optional } from '../../../application/input/optional.ts';
import { browserName } from '../../../domain/session/browser-name.ts';
import type { Session } from '../../../domain/session/session.ts';

/** That somebody is signed in. */
export class SessionAnswer {
  @IsIdentifier()
  readonly id!: string;

  /** Absent for an owner whom no directory has assigned. */
  @Optional()
  @IsIdentifier()
  readonly agentId?: string;

  @IsString()
  readonly userName!: string;

  /** By which connection the person signed in, such as its id. */
  @IsString()
  readonly connection!: string;

  @IsInstant()
  readonly createdAt!: string;

  /** Exact to a minute. */
  @IsInstant()
  readonly lastSeenAt!: string;

  /** When it ends however much it is used. */
  @IsInstant()
  readonly endsAt!: string;

  /** The network address when it began. */
  @IsString()
  readonly address!: string;

  /** What the browser said of itself then. */
  @IsString()
  readonly browser!: string;

  /** The same as people call it: `Firefox on Linux`. */
  @IsString()
  readonly browserName!: string;
}

export function showSession({ state }: Session): SessionAnswer {
  const { id, agentId, userName, connection, createdAt, lastSeenAt, endsAt, address, browser } = state;
  const shown = { id, agentId, userName, connection, createdAt, lastSeenAt, endsAt, address, browser };
  return { ...shown, browserName: browserName(browser) };
}
