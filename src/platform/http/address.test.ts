import { expect, test } from 'vitest';
import { addressOf, proxyList } from './address.ts';

const proxies = proxyList(['10.0.0.1', '192.168.0.0/16', '2001:db8::/32']);

test('a forwarded address counts only when a configured proxy hands it on', () => {
  expect(addressOf('203.0.113.9', '198.51.100.7', proxies)).toBe('203.0.113.9');
  expect(addressOf('10.0.0.1', '198.51.100.7', proxies)).toBe('198.51.100.7');
  expect(addressOf('::ffff:10.0.0.1', '198.51.100.7', proxies)).toBe('198.51.100.7');
  expect(addressOf('2001:db8::5', '2001:4860::1', proxies)).toBe('2001:4860::1');
});

test('what the asking machine itself wrote before the proxies is not believed', () => {
  expect(addressOf('10.0.0.1', '1.2.3.4, 198.51.100.7', proxies)).toBe('198.51.100.7');
  expect(addressOf('10.0.0.1', '1.2.3.4, 198.51.100.7, 192.168.3.3', proxies)).toBe('198.51.100.7');
});

test('a proxy that hands on nothing, or nonsense, is the asking machine itself', () => {
  expect(addressOf('10.0.0.1', undefined, proxies)).toBe('10.0.0.1');
  expect(addressOf('10.0.0.1', 'unbekannt', proxies)).toBe('10.0.0.1');
  expect(addressOf('local', '198.51.100.7', proxies)).toBe('local');
});
