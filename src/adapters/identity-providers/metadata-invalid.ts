import { DomainError } from '../../domain/shared/domain-error.ts';

/** @param why - a sentence or two, for whoever set up the identity provider. */
export const metadataInvalid = (why: string): DomainError => new DomainError('ssoMetadataInvalid', why);
