// How model servers and vector databases are spoken to: which path with which shape. Data; provider-observer.ts reads it.

export interface DialectRow {
  /** Catalogue id of whoever answers so, where the host tells nothing better. */
  readonly id: string
  readonly kind: 'llm-api' | 'llm-gateway' | 'model-server' | 'vector-db'
  readonly operation: string
  readonly method: 'POST' | 'GET' | 'PUT'
  /** Matched against the path without query. Group 1 is the model, where the path names it. */
  readonly path: RegExp
  /** Members that the request has; a name with `[]` is a list. */
  readonly request: readonly string[]
  /** Members of the reply (or of an event of it): any one of them; all of them where they stand in one text, as `result+status+time`. */
  readonly reply: readonly string[]
  /** Or this header on the reply. */
  readonly replyHeader?: string
  /** Or this in the request's Authorization header. */
  readonly authorization?: RegExp
}

const LLM = 'openai-compatible'
const BEDROCK = /\/bedrock\/aws4_request/
const QDRANT = ['result+status+time']

// biome-ignore format: a table, a row a line
export const DIALECTS: readonly DialectRow[] = [
  { id: LLM, kind: 'model-server', operation: 'chat', method: 'POST', path: /\/chat\/completions$/, request: ['model', 'messages[]'], reply: ['choices'] },
  { id: LLM, kind: 'model-server', operation: 'chat', method: 'POST', path: /\/openai\/deployments\/([^/]+)\/chat\/completions$/, request: ['messages[]'], reply: ['choices'] },
  { id: LLM, kind: 'model-server', operation: 'completion', method: 'POST', path: /\/v1\/completions$/, request: ['model', 'prompt'], reply: ['choices'] },
  { id: LLM, kind: 'model-server', operation: 'embeddings', method: 'POST', path: /\/v1\/embeddings$/, request: ['model', 'input'], reply: ['data'] },
  { id: LLM, kind: 'model-server', operation: 'responses', method: 'POST', path: /\/v1\/responses$/, request: ['model', 'input'], reply: ['output', 'response'] },
  { id: 'anthropic-compatible', kind: 'llm-api', operation: 'chat', method: 'POST', path: /\/v1\/messages$/, request: ['model', 'messages[]', 'max_tokens'], reply: ['content', 'message'] },
  { id: 'anthropic-compatible', kind: 'llm-api', operation: 'count-tokens', method: 'POST', path: /\/v1\/messages\/count_tokens$/, request: ['model', 'messages[]'], reply: ['input_tokens'] },
  { id: 'google-gemini', kind: 'llm-api', operation: 'chat', method: 'POST', path: /\/models\/([^/:]+):(?:stream)?[gG]enerateContent$/, request: ['contents[]'], reply: ['candidates'] },
  { id: 'google-gemini', kind: 'llm-api', operation: 'embeddings', method: 'POST', path: /\/models\/([^/:]+):(?:embedContent|batchEmbedContents)$/, request: [], reply: ['embedding', 'embeddings'] },
  { id: 'google-gemini', kind: 'llm-api', operation: 'count-tokens', method: 'POST', path: /\/models\/([^/:]+):countTokens$/, request: ['contents[]'], reply: ['totalTokens'] },
  { id: 'google-vertex', kind: 'llm-api', operation: 'chat', method: 'POST', path: /\/publishers\/[^/]+\/models\/([^/:]+):(?:streamR|r)awPredict$/, request: ['messages[]'], reply: ['content', 'message', 'choices'] },
  { id: 'aws-bedrock', kind: 'llm-api', operation: 'chat', method: 'POST', path: /^\/model\/([^/]+)\/converse(?:-stream)?$/, request: ['messages[]'], reply: ['output', 'messageStart', 'role'], authorization: BEDROCK },
  { id: 'aws-bedrock', kind: 'llm-api', operation: 'invoke', method: 'POST', path: /^\/model\/([^/]+)\/invoke(?:-with-response-stream)?$/, request: [], reply: [], replyHeader: 'x-amzn-bedrock-input-token-count', authorization: BEDROCK },
  { id: 'cohere', kind: 'llm-api', operation: 'chat', method: 'POST', path: /^\/v2\/chat$/, request: ['model', 'messages[]'], reply: ['finish_reason', 'delta'] },
  { id: 'cohere', kind: 'llm-api', operation: 'embeddings', method: 'POST', path: /^\/v[12]\/embed$/, request: ['model', 'input_type'], reply: ['embeddings'] },
  { id: 'cohere', kind: 'llm-api', operation: 'rerank', method: 'POST', path: /^\/v[12]\/rerank$/, request: ['model', 'query', 'documents[]'], reply: ['results'] },
  { id: 'ollama', kind: 'model-server', operation: 'chat', method: 'POST', path: /^\/api\/chat$/, request: ['model', 'messages[]'], reply: ['done'] },
  { id: 'ollama', kind: 'model-server', operation: 'completion', method: 'POST', path: /^\/api\/generate$/, request: ['model'], reply: ['done'] },
  { id: 'ollama', kind: 'model-server', operation: 'embeddings', method: 'POST', path: /^\/api\/embed(?:dings)?$/, request: ['model'], reply: ['embeddings', 'embedding'] },
  { id: 'ollama', kind: 'model-server', operation: 'show', method: 'POST', path: /^\/api\/show$/, request: [], reply: ['modelfile', 'model_info'] },
  { id: 'ollama', kind: 'model-server', operation: 'models', method: 'GET', path: /^\/api\/(?:tags|ps)$/, request: [], reply: ['models'] },
  { id: 'hf-tgi', kind: 'model-server', operation: 'completion', method: 'POST', path: /^\/generate(?:_stream)?$/, request: ['inputs'], reply: ['generated_text', 'token'] },
  { id: 'llama-cpp', kind: 'model-server', operation: 'completion', method: 'POST', path: /^\/completions?$/, request: ['prompt'], reply: ['timings', 'tokens_predicted'] },
  { id: 'llama-cpp', kind: 'model-server', operation: 'properties', method: 'GET', path: /^\/props$/, request: [], reply: ['default_generation_settings'] },
  { id: 'lm-studio', kind: 'model-server', operation: 'models', method: 'GET', path: /^\/api\/v0\/models$/, request: [], reply: ['object+data'] },
  { id: 'lm-studio', kind: 'model-server', operation: 'chat', method: 'POST', path: /^\/api\/v0\/(?:chat\/)?completions$/, request: ['model'], reply: ['choices'] },
  { id: 'vllm', kind: 'model-server', operation: 'tokenize', method: 'POST', path: /^\/tokenize$/, request: ['model'], reply: ['count+max_model_len'] },
  { id: 'triton', kind: 'model-server', operation: 'infer', method: 'POST', path: /^\/v2\/models\/([^/]+)(?:\/versions\/[^/]+)?\/infer$/, request: ['inputs[]'], reply: ['outputs'] },
  { id: 'triton', kind: 'model-server', operation: 'models', method: 'GET', path: /^\/v2\/models\/([^/]+)(?:\/versions\/[^/]+)?$/, request: [], reply: ['platform'] },
  { id: 'tf-serving', kind: 'model-server', operation: 'infer', method: 'POST', path: /^\/v1\/models\/([^/:]+)(?:\/versions\/[^/:]+)?:predict$/, request: ['instances[]'], reply: ['predictions'] },
  { id: 'qdrant', kind: 'vector-db', operation: 'search', method: 'POST', path: /^\/collections\/[^/]+\/points\/(?:search|query|scroll|recommend|count|discover)(?:\/(?:batch|groups))?$/, request: [], reply: QDRANT },
  { id: 'qdrant', kind: 'vector-db', operation: 'write', method: 'POST', path: /^\/collections\/[^/]+\/points(?:\/(?:delete|payload|vectors|batch)(?:\/delete)?)?$/, request: [], reply: QDRANT },
  { id: 'qdrant', kind: 'vector-db', operation: 'write', method: 'PUT', path: /^\/collections\/[^/]+(?:\/points|\/index)?$/, request: [], reply: QDRANT },
  { id: 'qdrant', kind: 'vector-db', operation: 'collections', method: 'GET', path: /^\/collections(?:\/[^/]+)?$/, request: [], reply: QDRANT },
  { id: 'chroma', kind: 'vector-db', operation: 'search', method: 'POST', path: /^\/api\/v[12]\/(?:tenants\/[^/]+\/databases\/[^/]+\/)?collections\/[^/]+\/(?:query|get)$/, request: [], reply: ['ids+documents', 'ids+embeddings', 'ids+metadatas', 'included'] },
  { id: 'chroma', kind: 'vector-db', operation: 'write', method: 'POST', path: /^\/api\/v[12]\/tenants\/[^/]+\/databases\/[^/]+\/collections\/[^/]+\/(?:add|upsert|update|delete)$/, request: ['ids[]'], reply: [] },
  { id: 'chroma', kind: 'vector-db', operation: 'collections', method: 'GET', path: /^\/api\/v[12]\/heartbeat$/, request: [], reply: ['nanosecond heartbeat'] },
  { id: 'milvus', kind: 'vector-db', operation: 'search', method: 'POST', path: /^\/v2\/vectordb\/(?:entities|collections)\/[a-z_]+$/, request: ['collectionName'], reply: ['code', 'data'] },
  { id: 'pinecone', kind: 'vector-db', operation: 'search', method: 'POST', path: /^\/query$/, request: ['topK'], reply: ['matches+namespace'] },
  { id: 'pinecone', kind: 'vector-db', operation: 'write', method: 'POST', path: /^\/vectors\/upsert$/, request: ['vectors[]'], reply: ['upsertedCount'] },
  { id: 'weaviate', kind: 'vector-db', operation: 'write', method: 'POST', path: /^\/v1\/batch\/objects$/, request: ['objects[]'], reply: [] },
  { id: 'weaviate', kind: 'vector-db', operation: 'collections', method: 'GET', path: /^\/v1\/meta$/, request: [], reply: ['hostname+modules+version'] },
]

/** One look at a path: may any row match it? */
export const DIALECT_PATHS = new RegExp(DIALECTS.map((row) => `(?:${row.path.source})`).join('|'))

/** How far behind its beginning a search of Weaviate says what it is. */
const SEARCH_LENGTH = 2000

/** Weaviate's searches are GraphQL: the path is anybody's, what is asked for is not. */
export function isWeaviateQuery(query: string): boolean {
  const from = query.search(/\bGet\s*\{/)
  return from >= 0 && /\b(?:near(?:Vector|Text|Object)|hybrid|bm25)\b/.test(query.slice(from, from + SEARCH_LENGTH))
}

/** Who serves an OpenAI-compatible path, told by something in a reply: the server replaces `openai-compatible` at its address. */
export const SERVER_TELLS: readonly {
  readonly id: string
  readonly kind: 'llm-gateway' | 'model-server'
  readonly header?: string
  readonly owner?: string
}[] = [
  { id: 'litellm', kind: 'llm-gateway', header: 'x-litellm-' },
  { id: 'hf-tgi', kind: 'model-server', header: 'x-compute-type' },
  { id: 'vllm', kind: 'model-server', owner: 'vllm' },
  { id: 'llama-cpp', kind: 'model-server', owner: 'llamacpp' },
  { id: 'lm-studio', kind: 'model-server', owner: 'organization_owner' },
  { id: 'ollama', kind: 'model-server', owner: 'library' },
]
