import { defineConfig } from 'vitest/config';

/** Node runs the tests' modules itself, as it runs the product: nothing in between, and what it compiled is kept. */
const experimental = { viteModuleRunner: false, nodeLoader: false };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: ['**/*.db.test.ts', '**/node_modules/**', 'src/checks/fixtures/**'],
        },
      },
      {
        test: {
          name: 'server',
          experimental,
          include: ['src/**/*.db.test.ts'],
          globalSetup: 'src/app/testing/demo-data.ts',
          testTimeout: 60_000,
          hookTimeout: 90_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'browser',
          experimental,
          include: ['e2e/**/*.test.ts'],
          globalSetup: 'src/app/testing/demo-data.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
