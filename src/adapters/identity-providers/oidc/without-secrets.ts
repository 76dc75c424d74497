/** What a provider says, which may repeat what it was asked with. @param secrets - none is empty. */
export const withoutSecrets = (text: string, secrets: readonly string[]): string =>
  secrets.reduce((rest, secret) => rest.replaceAll(secret, '…'), text);
