/** This window among all the windows of the person: two of them are never handed the same submission. A reload is a new one. */
export const seat = Array.from(crypto.getRandomValues(new Uint8Array(9)), (byte) => byte.toString(36).padStart(2, '0')).join('');
