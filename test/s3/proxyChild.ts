import { startFaultProxy } from './faultProxy.ts';
import { startVersityGw } from './versityGw.ts';
import type { ProxyOrder } from './proxyProcess.ts';

// The server and the proxy before it, driven by messages from `proxyProcess.ts`; ends with its parent.
const server = await startVersityGw();
const proxy = await startFaultProxy(server);
const answer = (message: unknown): void => void process.send?.(message);
const parent = async (order: ProxyOrder): Promise<unknown> => {
  switch (order.do) {
    case 'seed':
      for (const key of order.keys) {
        await server.seedObject(order.bucket, key, order.path, { etag: order.etag });
      }
      return null;
    case 'fault':
      proxy.fault(order.rule);
      return null;
    case 'counts': {
      const get = { method: 'GET' };
      return { requests: proxy.count(), bytes: proxy.bytes(get) };
    }
    case 'clear':
      proxy.clear();
      return null;
  }
};
// SAFETY: only `proxyProcess.ts` writes to this channel.
process.on('message', (order: ProxyOrder) => {
  parent(order).then(
    (result) => {
      answer({ id: order.id, result });
    },
    (error: unknown) => {
      answer({ id: order.id, failure: String(error) });
    },
  );
});
process.on('disconnect', () => {
  void proxy
    .stop()
    .then(() => server.stop())
    .then(() => process.exit(0));
});
answer({ id: 0, result: { endpoint: proxy.endpoint, credentials: server.credentials } });
