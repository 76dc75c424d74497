import { v7 } from 'uuid';
import type { IdentifierSource } from '../../application/ports/identifier-source.ts';

export class UuidSource implements IdentifierSource {
  next(): string {
    return v7();
  }
}
