/** FNV-1a over UTF-16 code units, mixed once: 32 bits; as hash_of in plugins/xueku/model/text_hash.py. */
export function hashOf(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return (value ^ (value >>> 15)) >>> 0;
}
