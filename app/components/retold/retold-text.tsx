import { useRetold } from './use-retold.ts'

/** A sentence of a rule in the reader's language. */
export function RetoldText({ sentence }: { sentence: string }) {
  return <>{useRetold()(sentence)}</>
}
