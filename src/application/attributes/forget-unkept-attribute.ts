import { IsString } from 'class-validator';
import { foldCase } from '../../criteria/fold-case.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { defineUseCase } from '../use-case/use-case.ts';

export class UnkeptAttributeReference {
  /** As the directory wrote it, in any letter case. */
  @IsString()
  readonly name!: string;
}

/**
 * Forgets that an attribute came and was not kept, as when the directory's mapping was mended. Should it come again, it
 * is told of anew.
 *
 * @throws DomainError `profileAttributeNotFound`.
 */
export const forgetUnkeptAttribute = defineUseCase({
  name: 'ForgetUnkeptAttribute',
  permission: 'attributes:write',
  kind: 'changes',
  input: UnkeptAttributeReference,
  target: ({ name }) => ({ type: 'attribute', name }),
  run: async ({ unkeptAttributes }, _, { name }, { at }): Promise<void> => {
    const all = await unkeptAttributes.list();
    const named = all.filter(({ state }) => foldCase(state.name) === foldCase(name));
    if (named.length === 0) {
      const message = `No attribute ${JSON.stringify(name.slice(0, 128))} came that was not kept.`;
      throw new DomainError('profileAttributeNotFound', message);
    }
    for (const attribute of named) await unkeptAttributes.store(attribute.forget(at));
  },
});
