/* Sealing what is typed, so that only the server can read it: a phone that is lost keeps nothing legible.
   Each sealing makes a key pair and forgets it; X25519 with the server's public key, HKDF-SHA256,
   AES-256-GCM. The other half is accanto/diary/sealing.py. */

const VERSION = new Uint8Array([1]);
const INFO = new TextEncoder().encode("accanto sealed note 1");

const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/* Whether this browser can seal: a secure page and X25519. Older phones cannot; they are told so. */
export async function canSeal() {
  try {
    await crypto.subtle.generateKey({ name: "X25519" }, false, ["deriveBits"]);
    return typeof indexedDB === "object";
  } catch {
    return false;
  }
}

/* The sealed bytes of `note`, an object, for the server with the public key `serverKey` (base64). */
export async function seal(note, serverKey) {
  const theirs = bytesOf(serverKey);
  const pair = await crypto.subtle.generateKey({ name: "X25519" }, false, ["deriveBits"]);
  const ours = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const server = await crypto.subtle.importKey("raw", theirs, { name: "X25519" }, false, []);
  const shared = await crypto.subtle.deriveBits({ name: "X25519", public: server }, pair.privateKey, 256);
  const secret = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const key = await crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array([...ours, ...theirs]), info: INFO },
    secret,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt"],
  );
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(note));
  const content = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: VERSION }, key, plain);
  return new Uint8Array([...VERSION, ...ours, ...nonce, ...new Uint8Array(content)]);
}
