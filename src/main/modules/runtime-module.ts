import { ContainerModule } from 'inversify';
import type { Logger } from 'pino';
import { JoseLogoutTokens } from '../../adapters/identity-providers/jose-logout-tokens.ts';
import { NodeSamlSignIn } from '../../adapters/identity-providers/node-saml-sign-in.ts';
import { OpenidClientSignIn } from '../../adapters/identity-providers/openid-client-sign-in.ts';
import { WebIdentityProviders } from '../../adapters/identity-providers/web-identity-providers.ts';
import { FilterRuleLanguage } from '../../adapters/koa-scim/rule-language/filter-rule-language.ts';
import { AesSecretSeal } from '../../adapters/node-runtime/aes-secret-seal.ts';
import { CryptoTokenSecrets } from '../../adapters/node-runtime/crypto-token-secrets.ts';
import { IpAddressRanges } from '../../adapters/node-runtime/ip-address-ranges.ts';
import { LoggingUseCaseObserver } from '../../adapters/node-runtime/logging-use-case-observer.ts';
import { PinoOperationalLog } from '../../adapters/node-runtime/pino-operational-log.ts';
import { SystemClock } from '../../adapters/node-runtime/system-clock.ts';
import { UuidSource } from '../../adapters/node-runtime/uuid-source.ts';
import { bindings } from '../bindings.ts';
import { observersTogether } from '../observers-together.ts';
import { secretKeysOf } from '../secret-keys.ts';
import type { Watcher } from '../watcher.ts';
import { bindMade } from '../wiring.ts';

/** What the process itself provides: time, randomness, keys, the log, the language of rules, and the way to identity providers. */
export const runtimeModule = new ContainerModule(({ bind }) => {
  bindMade(bind, bindings.clock, () => new SystemClock(), []);
  bindMade(bind, bindings.identifiers, () => new UuidSource(), []);
  bindMade(bind, bindings.tokenSecrets, () => new CryptoTokenSecrets(), []);
  bindMade(bind, bindings.secretKeys, secretKeysOf, [bindings.config]);
  bindMade(bind, bindings.secretSeal, (keys) => new AesSecretSeal(keys), [bindings.secretKeys]);
  bindMade(bind, bindings.addressRanges, () => new IpAddressRanges(), []);
  bindMade(bind, bindings.identityProviders, () => new WebIdentityProviders(), []);
  bindMade(bind, bindings.logoutTokens, () => new JoseLogoutTokens(), []);
  bindMade(bind, bindings.samlSignIn, () => new NodeSamlSignIn(), []);
  bindMade(bind, bindings.oidcSignIn, (seal) => new OpenidClientSignIn(seal), [bindings.secretSeal]);
  bindMade(bind, bindings.ruleLanguage, () => new FilterRuleLanguage(), []);
  bindMade(bind, bindings.watchers, () => [], []);
  const observer = (logger: Logger, watchers: readonly Watcher[]) =>
    observersTogether([new LoggingUseCaseObserver(logger), ...watchers.map(({ useCases }) => useCases)]);
  bindMade(bind, bindings.useCaseObserver, observer, [bindings.logger, bindings.watchers]);
  bindMade(bind, bindings.log, (logger) => new PinoOperationalLog(logger), [bindings.logger]);
});
