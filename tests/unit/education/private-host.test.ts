import { describe, expect, it } from '@jest/globals';
import { mayHoldToken } from '../../../subgraphs/education/private-host.ts';

describe('the guard of a school’s token', () => {
  it.each([
    'http://8.8.8.8:5774',
    'http://172.32.0.1',
    'http://169.254.169.254/latest/meta-data',
    'https://169.254.169.254',
    'http://[fe80::1]',
    'http://[::ffff:169.254.169.254]',
    'http://[2001:db8::1]',
    'http://dapodik.example.com',
    'http://10.0.0.1.example.com',
    'http://0x08080808',
    'ftp://10.0.0.1',
    '10.0.0.1:5774',
    '',
  ])('refuses %s', (baseUrl) => {
    expect(mayHoldToken(baseUrl)).toBe(false);
  });

  it.each([
    'http://10.36.71.4:5774',
    'http://172.16.0.1',
    'http://192.168.1.20:5774',
    'http://127.0.0.1:5774',
    'http://[::1]:5774',
    'http://[fd12::1]',
    'http://localhost:5774',
    'http://sdn1-cipondoh:5774',
    'http://sdn1.tangerang.lan',
    'https://dapodik.example.go.id',
  ])('lets it go to %s', (baseUrl) => {
    expect(mayHoldToken(baseUrl)).toBe(true);
  });
});
