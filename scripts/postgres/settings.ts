import { existsSync } from 'node:fs'
import { type Env, readEnv, SettingsError } from '#app/env.server.ts'

/** The settings of the environment and of .env beside it, the environment first; ends the process when they are wrong. */
export function settingsOrExit(): Env {
  if (existsSync('.env')) process.loadEnvFile('.env')
  try {
    return readEnv(process.env)
  } catch (fault) {
    if (!(fault instanceof SettingsError)) throw fault
    console.error(fault.message)
    process.exit(SettingsError.exitCode)
  }
}
