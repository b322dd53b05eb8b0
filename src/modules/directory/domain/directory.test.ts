import { expect, test } from 'vitest';
import { filterFor, filterForAll, hasPlace, isDirectoryUrl, readsInTheClear } from './address.ts';
import { closesMany, functionsOf, personOf } from './entries.ts';

test('what is typed stays a value of the filter', () => {
  const filter = '(&(objectClass=person)(|(uid={login})(mail={login})))';
  expect(filterFor(filter, '*)(uid=*')).toBe(
    '(&(objectClass=person)(|(uid=\\2a\\29\\28uid=\\2a)(mail=\\2a\\29\\28uid=\\2a)))',
  );
  expect(filterFor('(uid={login})', 'a\\b$&\0')).toBe('(uid=a\\5cb$&\\00)');
  expect(filterForAll(filter)).toBe('(&(objectClass=person)(|(uid=*)(mail=*)))');
});

test('a filter has a place for the login, and only as a value', () => {
  for (const good of ['(uid={login})', '(&(a=b)(sAMAccountName={login}))', '(mail={login}@stadt.de)'])
    expect(hasPlace(good), good).toBe(true);
  for (const bad of [
    '(uid=*)',
    'uid={login}',
    '({login}=a)',
    '(uid={login}',
    '(uid=a){login}',
    '(uid=a))((b={login})',
  ])
    expect(hasPlace(bad), bad).toBe(false);
});

test('a password leaves this machine only over TLS', () => {
  expect(isDirectoryUrl('ldaps://dc1.stadt.de')).toBe(true);
  for (const bad of ['http://a', 'ldap://', 'ldap://a/dc=b', 'ldap://u@a', 'dc1'])
    expect(isDirectoryUrl(bad)).toBe(false);
  expect(readsInTheClear({ url: 'ldap://dc1.stadt.de', startTls: false })).toBe(true);
  expect(readsInTheClear({ url: 'ldap://127.0.0.1:389', startTls: false })).toBe(false);
  expect(readsInTheClear({ url: 'ldap://dc1.stadt.de', startTls: true })).toBe(false);
});

test('Active Directory, 389 and OpenLDAP say who is closed; the key is what stays', () => {
  const of = { loginAttribute: 'sAMAccountName', nameAttribute: 'displayName', mailAttribute: 'mail' };
  const guid = Buffer.from('00ff10', 'hex');
  const ad = { dn: 'CN=E,DC=a', samaccountname: 'erika', displayName: 'Erika', objectGUID: guid };
  expect(personOf({ ...ad, userAccountControl: '512', mail: 'krumm' }, of)).toEqual({
    key: 'guid:00ff10',
    dn: 'CN=E,DC=a',
    login: 'erika',
    name: 'Erika',
    mail: '',
    active: true,
  });
  for (const closed of [
    { userAccountControl: '514' },
    { nsAccountLock: 'TRUE' },
    { pwdAccountLockedTime: '000001010000Z' },
  ])
    expect(personOf({ ...ad, ...closed }, of)?.active).toBe(false);
  expect(personOf({ dn: 'cn=x' }, of)).toBeNull();
});

test('groups by name or distinguished name give functions by town', () => {
  const map = [
    { group: 'IT', townSlug: 'a', function: 'head_of_it' as const },
    { group: 'CN=it, OU=Gruppen,DC=x', townSlug: 'b', function: 'desk' as const },
    { group: 'cn=kasse,dc=x', townSlug: 'a', function: 'treasury' as const },
  ];
  expect([...functionsOf(['cn=it,ou=gruppen,dc=x'], map)]).toEqual([
    ['a', ['head_of_it']],
    ['b', ['desk']],
  ]);
  expect(closesMany(5, 6)).toBe(false);
  expect(closesMany(6, 12)).toBe(true);
  expect(closesMany(30, 100)).toBe(false);
});
