import { describe, expect, it } from 'vitest';
import { createHostCheck, originAllowed } from '../../../src/http/hosts.js';

const check = createHostCheck(true, ['Grafeas.example.com'], ['https://console.example.com']);

function passes(host: string | undefined, origin?: string): boolean {
  try {
    check(host, origin);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ reason: 'FOREIGN_HOST' });
    return false;
  }
}

describe('createHostCheck', () => {
  it('accepts the names of loopback, with and without a port', () => {
    for (const host of [
      'localhost',
      'localhost:1',
      '127.0.0.1',
      '127.0.0.1:8080',
      '[::1]',
      '[::1]:8080',
      'LocalHost:80',
      'grafeas.example.com:443',
      undefined,
    ])
      expect(passes(host)).toBe(true);
  });

  it('refuses every other name', () => {
    for (const host of [
      '',
      ' ',
      'example.com',
      '0.0.0.0',
      '127.0.0.2',
      'localhost.',
      'localhost:80:90',
      'localhost@example.com',
      'a.localhost',
      'example.com:localhost',
      '[::1',
      '[::2]',
      '[localhost]x',
    ])
      expect([host, passes(host)]).toEqual([host, false]);
  });

  it('checks origins by their host, or by the list', () => {
    for (const origin of [
      'http://localhost',
      'https://localhost:3000',
      'http://127.0.0.1:1',
      'http://[::1]:1',
      'https://grafeas.example.com',
      'https://console.example.com',
      'HTTPS://Console.Example.com',
    ])
      expect([origin, passes('localhost', origin)]).toEqual([origin, true]);
    for (const origin of [
      '',
      'null',
      'https://example.com',
      'file://localhost',
      'http://localhost.example.com',
      'http://console.example.com',
      'http://localhost@example.com',
      'localhost',
    ])
      expect([origin, passes('localhost', origin)]).toEqual([origin, false]);
  });

  it('serves any host away from loopback', () => {
    expect(() => createHostCheck(false, [], [])('example.com', 'https://example.org')).not.toThrow();
  });

  it('shows only the beginning of the sent value', () => {
    expect(() => check('x'.repeat(10_000), undefined)).toThrow(/^.{0,250}$/);
  });
});

describe('originAllowed', () => {
  it('accepts one star for any text', () => {
    expect(originAllowed('https://a.example.com', ['https://*.example.com'])).toBe(true);
    expect(originAllowed('https://a.b.example.com', ['https://*.example.com'])).toBe(true);
    expect(originAllowed('anything', ['*'])).toBe(true);
    for (const origin of [
      'https://example.com',
      'https://.example.co',
      'http://a.example.com',
      'https://a.example.com.evil.com',
      'https://',
    ])
      expect(originAllowed(origin, ['https://*.example.com'])).toBe(false);
    expect(originAllowed('ab', ['ab*b'])).toBe(false);
    expect(originAllowed('https://a.example.com', [])).toBe(false);
  });
});
