import type { ProviderAnswer } from '../../../koa-admin/answers/provider-answer.ts';
import { Fact } from '../../roll/roll.tsx';
import { Certificates } from './certificates.tsx';
import styles from './connections.module.css';

/** What an identity provider says of itself. */
export const ProviderPreview = ({ provider }: { readonly provider: ProviderAnswer }) => {
  const { issuer, ssoUrl, certificates, authorizationEndpoint, tokenEndpoint } = provider;
  return (
    <section className={styles.preview} aria-label="What the identity provider says" role="status">
      <dl className={styles.facts}>
        <Fact name="Issuer">{issuer}</Fact>
        {ssoUrl && <Fact name="Sign-ins begin at">{ssoUrl}</Fact>}
        {authorizationEndpoint && <Fact name="Sign-ins begin at">{authorizationEndpoint}</Fact>}
        {tokenEndpoint && <Fact name="Codes are taken at">{tokenEndpoint}</Fact>}
      </dl>
      {certificates && <Certificates certificates={certificates} />}
    </section>
  );
};
