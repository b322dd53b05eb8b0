import { describe, expect, test } from 'vitest';
import { ConfigError, describeConfig, readConfig } from './config.ts';

const faultsOf = (env: NodeJS.ProcessEnv): readonly string[] => {
  try {
    readConfig(env, '/srv');
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
};

describe('configuration', () => {
  test('an empty environment gives the defaults', () => {
    expect(readConfig({}, '/srv')).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataDir: '/srv/data',
      trustedProxies: [],
      secureCookies: false,
      maxUploadBytes: 25_000_000,
      logLevel: 'info',
    });
  });

  test('every setting is read', () => {
    const config = readConfig(
      {
        PORT: '0',
        HOST: '0.0.0.0',
        SOLLSTAND_DATA: '/var/lib/x',
        DATABASE_URL: 'postgresql://o:geheim@db:5432/s',
        APP_DATABASE_URL: 'postgres://a:geheim@db/s?sslmode=require',
        SOLLSTAND_URL: 'https://soll.musterstadt.de/',
        SOLLSTAND_PROXIES: '10.0.0.1, 192.168.0.0/16',
        SOLLSTAND_LOG: 'debug',
        SOLLSTAND_METRICS_TOKEN: 'geheim-geheim-geheim',
        SOLLSTAND_CLOCK: '2027-03-01T08:00:00Z',
        SOLLSTAND_MAX_UPLOAD: '100',
        SOLLSTAND_CLAMD: '[::1]:3310',
      },
      '/srv',
    );
    expect(config).toMatchObject({
      maxUploadBytes: 100_000_000,
      clamd: { host: '::1', port: 3310 },
      port: 0,
      dataDir: '/var/lib/x',
      publicUrl: 'https://soll.musterstadt.de',
      secureCookies: true,
      trustedProxies: ['10.0.0.1', '192.168.0.0/16'],
      clock: new Date('2027-03-01T08:00:00Z'),
    });
    expect(JSON.stringify(describeConfig(config))).not.toMatch(/geheim|sslmode/);
    expect(describeConfig(config)).toMatchObject({ databaseUrl: 'postgresql://o@db:5432/s' });
  });

  test('all faults are named at once and no secret is repeated', () => {
    const faults = faultsOf({
      PORT: '70000',
      DATABASE_URL: 'mysql://o:geheim@db/s',
      APP_DATABASE_URL: 'geheim',
      SOLLSTAND_URL: 'https://x.de/pfad',
      SOLLSTAND_PROXIES: '10.0.0.1 proxy',
      SOLLSTAND_LOG: 'laut',
      SOLLSTAND_CLOCK: 'morgen',
      SOLLSTAND_MAX_UPLOAD: '25MB',
      SOLLSTAND_CLAMD: 'localhost',
    });
    expect(faults).toHaveLength(9);
    expect(faults.join()).not.toContain('geheim');
  });

  test('an application address alone, or the owner twice, is refused', () => {
    const url = 'postgresql://o:k@db/s';
    expect(faultsOf({ APP_DATABASE_URL: url })).toHaveLength(1);
    expect(faultsOf({ DATABASE_URL: url, APP_DATABASE_URL: url })).toHaveLength(1);
  });

  test.each([
    ['postgresql://o:p@ss:w@rt@db/s', 'rt@db'],
    ['postgresql://db/s?password=geheim', 'geheim'],
  ])('%s is redacted', (databaseUrl, secret) => {
    const config = { ...readConfig({}, '/srv'), databaseUrl };
    expect(JSON.stringify(describeConfig(config))).not.toContain(secret);
  });

  test('letters need a server, a sender and an address; the password stays out of the log', () => {
    const mail = {
      SOLLSTAND_URL: 'https://sollstand.musterstadt.de',
      SOLLSTAND_SMTP: 'smtp://sollstand:geheim@mail.musterstadt.de:587',
      SOLLSTAND_MAIL_FROM: 'Sollstand <sollstand@musterstadt.de>',
    };
    const config = readConfig(mail, '/srv');
    expect(config.mail).toMatchObject({ from: mail.SOLLSTAND_MAIL_FROM, publicUrl: mail.SOLLSTAND_URL });
    expect(JSON.stringify(describeConfig(config))).not.toContain('geheim');
    expect(readConfig({}, '/srv').mail).toBeUndefined();
    for (const [name, value] of [
      ['SOLLSTAND_URL', ''],
      ['SOLLSTAND_SMTP', 'mail.musterstadt.de'],
      ['SOLLSTAND_SMTP', 'http://mail.musterstadt.de'],
      ['SOLLSTAND_MAIL_FROM', 'Sollstand'],
      ['SOLLSTAND_MAIL_FROM', ''],
    ] as const)
      expect(() => readConfig({ ...mail, [name]: value }, '/srv'), `${name}=${value}`).toThrow(ConfigError);
  });
});
