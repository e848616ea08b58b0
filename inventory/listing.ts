// A door for lists: what they need is little, and who asks for one must not wait until everything that learns and judges is loaded.

export { type Endpoint, type EndpointListing, selectEndpoints } from './export/endpoint-list.ts'
export { STATES } from './findings/finding.ts'
export { readKeptListing } from './store/kept-listing.ts'
