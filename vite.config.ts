import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { pageChunks } from './scripts/page-chunks.ts';

export default defineConfig({
  plugins: [react(), pageChunks()],
  resolve: { conditions: ['browser', 'module'] },
  build: {
    outDir: 'dist/web',
    target: 'es2023',
    manifest: true,
    // Data URLs in styles would need a wider content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 400,
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '^/(api|anmelden|einrichten|einladung|handbuch|barrierefreiheit|sprache)(/.*)?$':
        'http://127.0.0.1:3000',
    },
  },
});
