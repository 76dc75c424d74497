import { IsString, MaxLength } from 'class-validator';
import { defineUseCase } from '../use-case/use-case.ts';

export class TileAddress {
  /** As C2SP tlog-tiles has it: `tile/0/x001/234.p/5`. */
  @IsString()
  @MaxLength(100)
  readonly path!: string;
}

/**
 * The hashes of a tile of the tree over the audit log, one behind the other; none where the tree has no such tile. They tell
 * nothing of any account: each commits to what it is of by salted hashes.
 */
export const readTile = defineUseCase({
  name: 'ReadTile',
  permission: 'auditLog:read',
  kind: 'ownTransactions',
  inClosedAccount: true,
  input: TileAddress,
  run: (_unitOfWork, _caller, { path }, { auditSeal }): Promise<Uint8Array | undefined> =>
    auditSeal.tile(path),
});
