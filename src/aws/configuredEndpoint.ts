/**
 * The endpoint that `AWS_ENDPOINT_URL*` or the profile sets for a client's service. Asked of the
 * client itself, so that the answer is always the SDK's own.
 */
export async function configuredEndpoint(client: {
  readonly config: object;
}): Promise<string | undefined> {
  const { config } = client;
  if (!('serviceConfiguredEndpoint' in config)) return undefined;
  const ask = config.serviceConfiguredEndpoint;
  if (typeof ask !== 'function') return undefined;
  const endpoint: unknown = await ask.call(config);
  return typeof endpoint === 'string' && endpoint !== '' ? endpoint : undefined;
}
