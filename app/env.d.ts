/// <reference types="@remix-run/node" />
/// <reference types="vite/client" />

// Loader data keeps its types (Date stays Date) because single fetch is on.
declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true
  }
}

export {}
