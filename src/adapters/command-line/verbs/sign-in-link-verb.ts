import type { Command } from 'commander';
import { signInLinkAddress } from '../../../domain/sign-in/sign-in-link.ts';
import { accountVerb } from '../account-verb.ts';
import { chooseOwner } from '../choose-owner.ts';
import type { Installation } from '../installation.ts';
import { publicAddressOf } from '../public-address.ts';

export function addSignInLinkVerb(program: Command, installation: Installation): void {
  accountVerb<{ readonly owner?: string }>({
    usage: 'sign-in-link',
    summary: 'make a link that signs an owner in once, where Single Sign-On is not set up or does not work',
    options: (command) =>
      command.option('--owner <email>', 'who signs in; may be left out where there is one owner'),
    run: async (session, options) => {
      const userName = await chooseOwner(session, options.owner);
      const { link, secret } = await session.application.makeSignInLink(session.caller, { userName });
      const address = signInLinkAddress(publicAddressOf(installation.settings()), secret);
      const { owner, endsAt } = link.state;
      return {
        document: { owner, link: address, endsAt },
        text: `Have ${owner} open this before ${endsAt}; it counts once, and the audit log tells of it:\n\n  ${address}\n\n`,
      };
    },
  })(program, installation);
}
