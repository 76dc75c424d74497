import { IsArray, IsString } from 'class-validator';
import { IsIdentifier } from '../../../application/input/is-identifier.ts';
import { IsJsonObject } from '../../../application/input/is-json-object.ts';
import { Nested } from '../../../application/input/nested.ts';
import { Optional } from '../../../application/input/optional.ts';
import type { JsonObject } from '../../../criteria/json.ts';

class ProvedEntryAnswer {
  /** The entry of the audit log as it is sealed. */
  @IsJsonObject()
  readonly entry!: JsonObject;

  /** 16 bytes in base64; absent where values of the entry were erased. */
  @Optional()
  @IsString()
  readonly salt?: string;

  /** Where values were erased: of each value that stays the salt in base64, by JSON pointer. */
  @Optional()
  @IsJsonObject()
  readonly salts?: JsonObject;

  /** Where values were erased: of each that went the salted hash in base64, by JSON pointer. */
  @Optional()
  @IsJsonObject()
  readonly hashes?: JsonObject;

  /** The inclusion proof: hashes in base64, from the leaf up (RFC 9162). */
  @IsArray()
  @IsString({ each: true })
  readonly proof!: readonly string[];
}

/** Proves when an agent's access ended; `rollcall audit verify --export` verifies it as it is. */
export class DeprovisioningProofAnswer {
  /** What kind of document it is, and of which version. */
  @IsString()
  readonly format!: string;

  @IsIdentifier()
  readonly accountId!: string;

  @IsIdentifier()
  readonly agentId!: string;

  /** What the entries say, as sentences. */
  @IsArray()
  @IsString({ each: true })
  readonly summary!: readonly string[];

  /** The signed note of the tree that the entries are in. */
  @IsString()
  readonly checkpoint!: string;

  /** The entries, with salts and inclusion proofs. */
  @Nested(() => ProvedEntryAnswer, { each: true })
  readonly entries!: readonly ProvedEntryAnswer[];
}
