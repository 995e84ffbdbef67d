// One-time codes by RFC 6238 (SHA-1, six digits, thirty seconds: what every authenticator speaks), and recovery codes.
import { randomInt, timingSafeEqual } from 'node:crypto';
import { HOTP, Secret, TOTP } from 'otpauth';
import { stepAt, stepMs } from './rules/time-steps.js';

/** 160 bits, as long as the hash. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What an authenticator reads from the QR code. */
export function totpUri(secret: string, label: string): string {
  return new TOTP({ issuer: '研修', label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: stepMs / 1_000 }).toString();
}

export function totpCode(secret: string, step: number): string {
  return HOTP.generate({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, counter: step });
}

export function totpCodeAt(secret: string, now: Date): string {
  return totpCode(secret, stepAt(now));
}

/** The step whose code was typed, out of those that are acceptable; each is compared, so that time tells nothing. */
export function matchingStep(secret: string, typed: string, steps: readonly number[]): number | null {
  const digits = Buffer.from(typed.replaceAll(/\s/g, ''));
  return steps.reduce<number | null>((found, step) => {
    const code = Buffer.from(totpCode(secret, step));
    const isSame = code.length === digits.length && timingSafeEqual(code, digits);
    return isSame && found === null ? step : found;
  }, null);
}

export const recoveryCodeCount = 10;

/** Without 0, 1, i, l, o and u: what is read out or copied by hand stays what it was. */
const readableSigns = '23456789abcdefghjkmnpqrstvwxyz';

/** `k7mpw-2xqd9`: 49 bits, each for once. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: recoveryCodeCount }, () => `${readable(5)}-${readable(5)}`);
}

/** `k7mp-2xqd-9hth-wr4c`: 78 bits. */
export function newOneTimePassword(): string {
  return Array.from({ length: 4 }, () => readable(4)).join('-');
}

/** As it was told, however it was typed. */
export function normalisedRecoveryCode(typed: string): string {
  return typed.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

export function isRecoveryCodeForm(typed: string): boolean {
  return normalisedRecoveryCode(typed).length === 10;
}

function readable(length: number): string {
  return Array.from({ length }, () => readableSigns[randomInt(readableSigns.length)]).join('');
}
