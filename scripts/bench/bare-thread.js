// One thread of the bare loop: what any program must do with a mail, done with the packages as they come.
import { parentPort, workerData } from 'node:worker_threads'
import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import { simpleParser } from 'mailparser'
import sanitize from 'sanitize-html'

const zone = workerData.zone

/** @param {string} name @param {string} type */
async function resolver(name, type) {
  const answer = zone[name.toLowerCase()]?.[type]
  if (answer) return answer
  throw Object.assign(new Error('no answer'), { code: 'ENOTFOUND' })
}

parentPort?.on('message', async (/** @type {Uint8Array[]} */ mails) => {
  const read = []
  for (const bytes of mails) {
    const source = Buffer.from(bytes)
    const mail = await simpleParser(source, { skipImageLinks: true, skipTextToHtml: true, skipTextLinks: true })
    const { results } = await dkimVerify(source, { resolver })
    read.push({
      subject: mail.subject ?? '',
      sender: mail.from?.value[0]?.address ?? '',
      text: mail.text ?? '',
      html: mail.html ? sanitize(mail.html) : null,
      dkim: results.some(({ status }) => status.result === 'pass'),
    })
  }
  parentPort?.postMessage(read)
})
