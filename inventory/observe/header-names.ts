// Which headers are parameters of an operation. The plumbing of HTTP, of browsers, proxies and tracing is not; what is left, such as
// `idempotency-key`, `x-tenant` or `api-version`, is.

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

const PLUMBING = words(`
  accept accept-charset accept-encoding accept-language accept-ranges age allow alt-svc alt-used authorization cache-control cdn-cache-control
  clear-site-data connection content-disposition content-encoding content-language content-length content-location content-md5 content-range
  content-security-policy content-security-policy-report-only content-type content-digest cookie cookie2 cross-origin-embedder-policy
  cross-origin-opener-policy cross-origin-resource-policy date dnt early-data etag expect expect-ct expires forwarded from host http2-settings
  if-modified-since if-none-match if-range if-unmodified-since keep-alive last-modified link location max-forwards nel origin origin-agent-cluster
  p3p permissions-policy feature-policy pragma priority proxy-authenticate proxy-authorization proxy-connection public-key-pins range referer
  referrer-policy refresh report-to reporting-endpoints repr-digest retry-after save-data server server-timing set-cookie set-cookie2 sourcemap
  strict-transport-security te timing-allow-origin trailer transfer-encoding upgrade upgrade-insecure-requests user-agent vary via warning
  www-authenticate x-content-type-options x-dns-prefetch-control x-download-options x-frame-options x-permitted-cross-domain-policies
  x-powered-by x-requested-with x-robots-tag x-runtime x-ua-compatible x-xss-protection x-aspnet-version x-aspnetmvc-version x-generator
  x-cache x-cache-hits x-served-by x-timer x-varnish x-azure-ref x-request-id x-correlation-id request-id correlation-id x-trace-id x-transaction-id
  x-real-ip x-client-ip x-cluster-client-ip true-client-ip x-envoy-upstream-service-time x-newrelic-id x-cloud-trace-context
  traceparent tracestate baggage b3 uber-trace-id sentry-trace newrelic x-amzn-trace-id x-amzn-requestid x-amz-cf-id x-amz-cf-pop x-amz-id-2
  x-amz-request-id deprecation sunset upgrade-insecure-requests x-http-method-override x-method-override x-http-method
  mcp-session-id mcp-protocol-version last-event-id soapaction ratelimit ratelimit-policy status version digest signature signature-input
`)
const PLUMBING_PREFIXES = [
  ':',
  'sec-',
  'access-control-',
  'proxy-',
  'x-forwarded-',
  'x-original-',
  'x-b3-',
  'x-datadog-',
  'x-envoy-',
  'cf-',
  'cdn-',
  'x-akamai-',
  'x-fastly-',
  'x-vercel-',
  'fly-',
  'ratelimit-',
  'x-ratelimit-',
  'x-rate-limit-',
  'grpc-',
]
const NAME = /^[a-z][a-z0-9_.-]{0,63}$/

/** `name` in lower case. */
export const isParameterHeader = (name: string): boolean =>
  NAME.test(name) && !PLUMBING.has(name) && !PLUMBING_PREFIXES.some((prefix) => name.startsWith(prefix))
