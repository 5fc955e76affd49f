import { maskSecrets } from '#app/claims/mask-secrets.ts'

/** What a person wrote as it is kept: line ends alike, and every password or code in clear masked as in a mail. */
export function readNote(text: string): string {
  const plain = text.replaceAll('\0', '').replace(/\r\n?/g, '\n')
  return maskSecrets({ subject: '', text: plain }, { subject: [], text: [] }).text
}
