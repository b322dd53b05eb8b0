import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';
import { pageChunks } from './scripts/page-chunks.ts';
import { walkFiles } from './scripts/walk-files.ts';

/** The pages as the server draws them: one closed bundle, so that React's production build is taken. */
const onServer: UserConfig = {
  plugins: [react()],
  ssr: { noExternal: true },
  define: { 'process.env.NODE_ENV': '"production"' },
  build: { outDir: 'dist/server', target: 'node24' },
};

const inBrowser: UserConfig = {
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
};

/**
 * The walk-through beside it, closed in itself: it starts without network from files of its own, and the application is
 * not cut into more pieces for its sake.
 */
const onTablet: UserConfig = {
  plugins: [react(), walkFiles()],
  build: {
    ...inBrowser.build,
    manifest: false,
    emptyOutDir: false,
    copyPublicDir: false,
    rolldownOptions: { input: 'rundgang.html' },
  },
};

export default defineConfig(({ isSsrBuild, mode }) => {
  if (isSsrBuild) return onServer;
  return mode === 'walk' ? { ...inBrowser, ...onTablet } : inBrowser;
});
