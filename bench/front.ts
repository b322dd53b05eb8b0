/** One door for both pages: serves the reference page and passes everything else to the product. */
import { readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

export interface Front {
  address: string;
  close(): Promise<void>;
}

const TYPES: Record<string, string> = { html: 'text/html; charset=utf-8', js: 'text/javascript' };

/** Builds the reference page as the product's bundle is built. */
async function buildReference(outDir: string): Promise<Map<string, Buffer>> {
  const result = await build({
    root: join(import.meta.dirname, 'reference'),
    base: '/vergleich-dateien/',
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    resolve: { conditions: ['browser', 'module'] },
    build: { outDir, target: 'es2023', emptyOutDir: true },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((one) =>
    'output' in one ? one.output : [],
  );
  return new Map(
    outputs.map(({ fileName }) => [
      `/vergleich-dateien/${fileName}`,
      gzipSync(readFileSync(join(outDir, fileName))),
    ]),
  );
}

/** Both pages take the same way, so that what the door costs is in both figures. */
export async function openFront(productAddress: string, outDir: string): Promise<Front> {
  const files = await buildReference(outDir);
  const product = new URL(productAddress);
  const agent = new http.Agent({ keepAlive: true });
  const server = http.createServer((request, answer) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const file = path.startsWith('/vergleich/') ? '/vergleich-dateien/index.html' : path;
    const body = files.get(file);
    if (body) {
      answer.writeHead(200, {
        'content-type': TYPES[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
        'content-encoding': 'gzip',
        'content-length': body.length,
      });
      answer.end(body);
      return;
    }
    const onward = http.request(
      {
        agent,
        host: product.hostname,
        port: product.port,
        path: request.url,
        method: request.method,
        headers: request.headers,
      },
      (given) => {
        answer.writeHead(given.statusCode ?? 502, given.headers);
        given.pipe(answer);
      },
    );
    onward.on('error', () => answer.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        agent.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
