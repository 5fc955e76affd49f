/** What a file is, by its path. The first pattern that matches wins. */
export const layers = [
  { layer: 'test', path: /^tests\// },
  { layer: 'worker', path: /^(workers|scripts)\// },
  { layer: 'schema', path: /^drizzle\// },
  { layer: 'page', path: /^app\/(routes\/|root\.|entry\.|routes\.ts)/ },
  { layer: 'shell', path: /^app\/.*\.server\.tsx?$/ },
  { layer: 'component', path: /^app\/(components\/|.*\.tsx$)/ },
  { layer: 'style', path: /\.css(\?url)?$/ },
  { layer: 'rule', path: /^app\// },
] as const

export type Layer = (typeof layers)[number]['layer']

/** Where an import may lead: a layer of ours, or a kind of package. */
export type Target = Layer | 'pure package' | 'drawing package' | 'driver' | 'package' | 'node'

/** Packages without clock, disk, network or randomness; node:crypto is for hashes and HMACs (see the test below). */
export const purePackages =
  /^(chrono-node|tldts|libphonenumber-js|pinyin-pro|fastest-levenshtein|zod|canonicalize|@zxcvbn-ts\/|node:crypto|node:url)(\/|$)?/

/** Packages that draw. */
export const drawingPackages = /^(react|react-dom|lucide-react|@remix-run\/react)/

/** Packages that reach the database or a mail server. */
export const drivers = /^(drizzle-orm|postgres|imapflow|mailparser|nodemailer|graphile-worker|mailauth)(\/|$)/

/** Who may import whom. Deny by default. */
export const mayImport: Record<Layer, readonly Target[]> = {
  rule: ['rule', 'pure package'],
  component: ['component', 'rule', 'pure package', 'drawing package'],
  page: ['page', 'component', 'rule', 'shell', 'style', 'pure package', 'drawing package', 'package', 'node'],
  shell: ['rule', 'shell', 'schema', 'pure package', 'driver', 'package', 'node'],
  schema: ['schema', 'rule', 'driver'],
  worker: ['worker', 'shell', 'rule', 'pure package', 'driver', 'package', 'node'],
  test: [
    'test',
    'worker',
    'shell',
    'rule',
    'schema',
    'component',
    'page',
    'pure package',
    'drawing package',
    'driver',
    'package',
    'node',
  ],
  style: [],
}

/** Server files of one noun that every other noun's server files may use. */
export const openNouns: readonly string[] = ['db', 'audit', 'outbox', 'sign-in']

/** Files that bring nouns together: these, and only these, import the server files of other nouns. */
export const orchestrators: readonly RegExp[] = [/^app\/intake\//, /^app\/decisions\//, /^app\/self-service\//]
